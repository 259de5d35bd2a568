import { sql } from 'kysely';
import { uuid } from '../../../data/demo/entries/names.ts';
import { randomFor } from '../../../data/demo/random.ts';
import { type Reporter, reportersOf } from '../../../data/demo/returns/taizhou.ts';
import type { Tx } from '../../kernel/access/actor.ts';
import { tableOf } from '../../kernel/registers/columns.ts';

export interface DemoReporter extends Reporter {
  readonly partyId: string;
  readonly partyName: string;
}

/**
 * Who reports in the demonstration: firms of the enterprise register that a form's roster would take, and invented ones
 * where the register has none.
 */
export async function findReporters(tx: Tx, seed: number): Promise<DemoReporter[]> {
  const reporters = reportersOf(seed);
  const counties = [...new Set(reporters.map(({ county }) => county))];
  const known = Map.groupBy(await registered(tx, counties), ({ region }) => region);
  const shorts = await shortNames(tx, counties);
  const random = randomFor(seed, 'parties of the reporters');
  const made: { id: string; kind: 'enterprise'; name: string; uscc: string; region_code: string }[] = [];
  const found = reporters.map((reporter): DemoReporter => {
    const { county, uscc } = reporter;
    const party = reporter.isOwn ? undefined : known.get(county)?.shift();
    if (party) return { ...reporter, partyId: party.id, partyName: party.name };
    const own = { id: uuid(random), name: reporter.name(shorts.get(county) ?? '') };
    made.push({ ...own, kind: 'enterprise', uscc, region_code: county });
    return { ...reporter, partyId: own.id, partyName: own.name };
  });
  if (made.length > 0) await tx.insertInto('party').values(made).execute();
  return found;
}

interface Registered {
  readonly id: string;
  readonly name: string;
  readonly region: string;
}

const TABLE = tableOf('enterprises');

/** Firms above scale that make parts, as the form's own condition has it. */
async function registered(tx: Tx, counties: readonly string[]): Promise<Registered[]> {
  const { rows } = await sql<Registered>`select p.id, p.name, p.region_code as region
    from party p join ${sql.table(TABLE)} e on e._id = p.id
    where p.region_code = any(${counties}::text[]) and e._state = 'active' and e."above-scale"
      and e."chain-role" in ('key-part', 'part')
    order by p.uscc`.execute(tx);
  return rows;
}

async function shortNames(tx: Tx, counties: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.selectFrom('region').select(['code', 'short_name']).where('code', 'in', counties).execute();
  return new Map(rows.map(({ code, short_name }) => [code, short_name]));
}
