import path from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

/** The same questions in SQL: tables in memory, one statement a step, one thread. */
export async function loadDuckdb(folder: string): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  const file = (name: string) => path.join(folder, name).replaceAll("'", "''");
  await connection.run(`
    create table firm0 as select * from read_csv('${file('firms.csv')}');
    create table link0 as select * from read_csv('${file('links.csv')}');
    create table firm as
      select id, node, coalesce(sum(value), 0)::double as output from firm0 left join link0 on supplier = id group by all;
    create table link as
      select supplier, customer, part,
        value / case when class = 2 then sum(value) over (partition by customer, part)
          else sum(value) over (partition by customer) end as loss,
        value / sum(value) over (partition by supplier) as share
      from (select link0.*, case when class = 2 then node else -1 end as part
        from link0 join firm0 on id = supplier);
    drop table link0;
    drop table firm0;
  `);
  return connection;
}

const numberOf = async (connection: DuckDBConnection, sql: string): Promise<number> =>
  Number((await connection.runAndReadAll(sql)).getRows()[0]?.[0]);

export const reachDuckdb = (connection: DuckDBConnection, from: number, hops: number): Promise<number> =>
  numberOf(
    connection,
    `with recursive met(id, hop) as (
       select ${from}, 0
       union
       select distinct customer, hop + 1 from met join link on supplier = id where hop < ${hops}
     ) select count(distinct id) - 1 from met`,
  );

export async function shockDuckdb(connection: DuckDBConnection, failed: number, epsilon: number): Promise<number> {
  await connection.run(`create or replace table state as
    select id, node, output, case when id = ${failed} then 0.0 else 1.0 end::double as down, down as up from firm`);
  for (let steps = 0; steps < 1000; steps++) {
    await connection.run(`create or replace table next as
      with sent as (
        select id, (1 - down) * least(1, case when whole > 0 then output / whole else 1 end) as lost
        from (select *, sum(output * down) over (partition by node) as whole from state)
      ), inputs as (
        select customer, max(lost) as lost from (
          select customer, part, sum(loss * lost) as lost from link join sent on id = supplier where lost > 0
          group by customer, part
        ) group by customer
      ), sales as (
        select supplier, sum(share * (1 - up)) as lost from link join state on id = customer where up < 1 group by supplier
      )
      select id, node, output,
        case when id = ${failed} then 0 else greatest(0, 1 - coalesce(inputs.lost, 0)) end as down,
        case when id = ${failed} then 0 else greatest(0, 1 - coalesce(sales.lost, 0)) end as up
      from state left join inputs on inputs.customer = id left join sales on sales.supplier = id`);
    const most = await numberOf(
      connection,
      `select max(greatest(state.down - next.down, state.up - next.up)) from state join next using (id)`,
    );
    await connection.run('drop table state; alter table next rename to state');
    if (most < epsilon) break;
  }
  return numberOf(connection, 'select sum(output * (1 - least(down, up))) / sum(output) from state');
}
