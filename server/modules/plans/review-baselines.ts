import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { appendObservation, findCurrent } from '../../kernel/observation/queries.ts';
import { canonicalScope, scopeText } from '../statistics/index.ts';
import { type PlanRow, targetsOfVersion } from './library-queries.ts';

/**
 * What a published plan says was reached becomes a figure of its year, so that its targets have a base to start from. A
 * figure that is there already stays: a plan quotes, it does not measure. Running totals are no figure of one year.
 * @returns how many figures were added.
 */
export async function recordBaselines(tx: Tx, actor: Actor, plan: PlanRow, versionId: string): Promise<number> {
  let added = 0;
  for (const row of await targetsOfVersion(tx, versionId)) {
    const { indicator_code: indicatorCode, as_of: year, value_canonical: value } = row;
    if (row.kind !== 'baseline' || row.review !== 'accepted' || !indicatorCode || year === null || value === null)
      continue;
    if (row.transform === 'cumulative' || row.comparator === '+=') continue;
    const key = {
      indicatorCode,
      scopeKey: scopeText(canonicalScope(row.scope)),
      regionCode: row.region_code,
      partyId: null,
      period: String(year),
    };
    if (await findCurrent(tx, key)) continue;
    await appendObservation(tx, {
      ...key,
      value,
      missing: null,
      status: 'approved',
      synthetic: false,
      open: plan.open,
      source: {
        kind: 'plan',
        plan: plan.id,
        title: plan.title,
        section: row.section_path,
        comparator: row.comparator,
      },
      reason: null,
      importRunId: null,
      enteredBy: actor.userId,
    });
    added += 1;
  }
  return added;
}
