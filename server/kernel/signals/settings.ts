import { sql } from 'kysely';
import type { Tx } from '../access/actor.ts';
import type { StoredThreshold } from '../cases/tables.ts';
import type { SignalRule, Threshold } from './contract.ts';

/** Name under which a rule's being on or off is kept beside its thresholds: 1 or 0. */
export const ENABLED = 'enabled';

/** What regions have set, and the way up from each. */
export interface Settings {
  /** By `rule|region|name`. */
  readonly values: ReadonlyMap<string, number>;
  readonly parents: ReadonlyMap<string, string | null>;
}

export interface Effective {
  readonly value: number;
  /** Region that set it; null: the default. */
  readonly from: string | null;
}

const key = (rule: string, region: string, name: string) => `${rule}|${region}|${name}`;

/** The newest row of each rule, region and name; regions themselves only where anything is set. */
export async function loadSettings(tx: Tx): Promise<Settings> {
  const rows = await tx
    .selectFrom('signal_setting')
    .distinctOn(['rule', 'region_code', 'name'])
    .select(['rule', 'region_code', 'name', 'value'])
    .orderBy('rule')
    .orderBy('region_code')
    .orderBy('name')
    .orderBy('id', 'desc')
    .execute();
  const values = new Map<string, number>();
  for (const { rule, region_code, name, value } of rows) {
    if (value !== null) values.set(key(rule, region_code, name), value);
  }
  if (values.size === 0) return { values, parents: new Map() };
  const regions = await tx.selectFrom('region').select(['code', 'parent_code']).execute();
  return { values, parents: new Map(regions.map(({ code, parent_code }) => [code, parent_code])) };
}

/** The nearest region upwards that has set it, else the default. */
export function effective(
  settings: Settings,
  of: { rule: string; region: string; name: string; default: number },
): Effective {
  for (let region: string | null | undefined = of.region; region; region = settings.parents.get(region)) {
    const value = settings.values.get(key(of.rule, region, of.name));
    if (value !== undefined) return { value, from: region };
    if (settings.values.size === 0) break;
  }
  return { value: of.default, from: null };
}

export const thresholdAt = (settings: Settings, rule: SignalRule, threshold: Threshold, region: string): Effective =>
  effective(settings, { rule: rule.id, region, name: threshold.name, default: threshold.default });

export const isEnabled = (settings: Settings, rule: SignalRule, region: string): boolean =>
  effective(settings, { rule: rule.id, region, name: ENABLED, default: 1 }).value === 1;

/** Whether any region has a value of its own. */
export const isTuned = (settings: Settings, rule: string, name: string): boolean =>
  settings.values.size > 0 &&
  [...settings.values.keys()].some((one) => one.startsWith(`${rule}|`) && one.endsWith(`|${name}`));

/** All thresholds of a rule as they hold in a region. */
export const thresholdsAt = (settings: Settings, rule: SignalRule, region: string): StoredThreshold[] =>
  rule.thresholds.map((threshold) => {
    const { value, from } = thresholdAt(settings, rule, threshold, region);
    return { name: threshold.name, value, unit: threshold.unit, region: from };
  });

/** What a region itself has set now, null where it has not. */
export async function ownValue(tx: Tx, of: { rule: string; region: string; name: string }): Promise<number | null> {
  const row = await tx
    .selectFrom('signal_setting')
    .select('value')
    .where('rule', '=', of.rule)
    .where('region_code', '=', of.region)
    .where('name', '=', of.name)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.value ?? null;
}

/** The newest settings of a rule that touch a region: its own, those above it and those below. */
export const settingHistory = (tx: Tx, region: string | undefined, limit: number) =>
  tx
    .selectFrom('signal_setting as s')
    .innerJoin('region as r', 'r.code', 's.region_code')
    .select([
      's.rule',
      's.at',
      's.actor_name',
      'r.name as region',
      'r.name_en',
      's.name',
      's.before',
      's.value',
      's.reason',
    ])
    .$if(region !== undefined, (query) =>
      query.where(
        sql<boolean>`s.region_code in (select ancestor from region_closure where descendant = ${region}
          union select descendant from region_closure where ancestor = ${region})`,
      ),
    )
    .orderBy('s.id', 'desc')
    .limit(limit)
    .execute();
