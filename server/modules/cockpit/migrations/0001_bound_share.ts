import { type Kysely, sql } from 'kysely';

/** The share of a region's targets that an indicator measures is an indicator itself, counted when it is asked for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`insert into indicator (code, version, name_zh, name_en, synonyms, scoped_names, group_code, unit, shown_as,
      dimension, direction, scope_dimensions, region_rule, time_rule, source, frequency, seasonal, range_low, range_high,
      notes, notes_zh, standard)
    values ('targets-bound-share', '1', '目标绑定指标的比例', 'Share of targets bound to an indicator',
      '["目标绑定率"]', '[]', 'governance', '%', '%', 'ratio', 'up', '["region"]', 'ratio-of-sums', 'ratio-of-sums',
      '{"kind": "measured", "query": "cockpit.targets-bound-share"}', 'on change', false, 0, 100,
      'Accepted targets of plans in force in the region and below it: those bound to an indicator over all of them.',
      '本地区及下辖地区现行规划中已确认的目标，绑定了指标的项数 ÷ 全部项数。', '')
    on conflict (code) do nothing`.execute(db);
}
