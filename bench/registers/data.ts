import type { Db } from '@liannao/server/kernel/store/open-store.ts';
import { sql } from 'kysely';

/** Synthetic rows for the enterprise registry, made inside the store; `n` of them, then a tenth changed once for a past. */
export async function fillEnterprises(db: Db, n: number): Promise<void> {
  await sql`insert into reg_enterprises (_region, _owner, _state, _title, _search, _updated_at, _created_at, _synthetic,
      uscc, name, region, "industry-code", "chain-role", "chain-tags", "established-on", status, "above-scale", "size-class",
      revenue, staff, place, place_lon, place_lat)
    select r.code, null, (array['active','active','active','idle','deregistered'])[1 + i % 5], f.name, lower(f.name || chr(10) || f.uscc),
      timestamptz '2025-01-01' + make_interval(secs => i), timestamptz '2024-01-01' + make_interval(secs => i), true,
      f.uscc, f.name, r.code, (3610 + i % 90)::text, (array['oem','key-part','part','material','equipment','software'])[1 + i % 6],
      case i % 3 when 0 then array['nev-chain'] when 1 then array['auto-parts','icnev-parts'] else array['auto-industry'] end,
      date '2000-01-01' + (i::bigint * 7919 % 9000)::int, 'operating', i % 4 = 0, (array['large','medium','small','micro'])[1 + i % 4],
      (i::bigint * 104729 % 2000000)::numeric, i % 5000, null, 118 + (i * 31 % 4000) / 1000.0, 27 + (i * 17 % 4000) / 1000.0
    from generate_series(1, ${n}::int) i
    cross join lateral (select '91330100MB' || lpad(i::text, 8, '0') as uscc,
      (array['台州','杭州','宁波','温州','嘉兴','湖州'])[1 + i % 6] || (array['恒','锐','华','远','正','瑞','驰'])[1 + i % 7] ||
      (array['达','通','科','力','新','捷'])[1 + i % 11 % 6] || (array['汽车零部件','电子','精密机械','新能源','轴承'])[1 + i % 5] || i::text || '有限公司' as name) f
    join (select code, row_number() over (order by code) - 1 as at, count(*) over () as all_ from region
      where level = 'county' and code like '33%') r on r.at = (i * 7) % r.all_`.execute(db);
  await sql`update reg_enterprises set revenue = revenue + 1, _revision = 2, _updated_at = timestamptz '2025-06-01'
    where staff % 10 = 3`.execute(db);
  await sql`vacuum analyze reg_enterprises`.execute(db);
  await sql`analyze reg_enterprises_past`.execute(db);
}
