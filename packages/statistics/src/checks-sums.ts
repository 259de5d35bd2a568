/** Checks over several returns. statistics-conventions 5.3 and 11, checks 25 and 26. */
import type { CheckFinding } from './check-types.ts';
import type { Numeric } from './decimal.ts';
import type { FormNames } from './form-types.ts';
import { formatAsWritten } from './round.ts';
import { checkSum } from './sum-check.ts';

/** A finding of a sum or a roster: no cell of a form belongs to it. */
const whole = (check: string, level: 'error' | 'warning', message: FormNames, isExplained: boolean): CheckFinding => ({
  check,
  level,
  row: null,
  column: null,
  message,
  mends: [],
  isExplained,
});

/**
 * Check 25: enterprises add to the county's form, counties to the city's, within the rounding of all; a named reason
 * (units across areas) explains a difference. All figures in one unit, shown with `decimals` decimals. A part that is
 * not known keeps the sum open: then only parts that are more than the total already are told.
 */
export function checkSumOfParts(input: {
  readonly names: FormNames;
  readonly parts: readonly (Numeric | null)[];
  readonly total: Numeric | null;
  readonly decimals: number;
  readonly reason?: string | undefined;
}): CheckFinding | null {
  const { names, parts, total, decimals, reason } = input;
  const outcome = checkSum({ parts, total, decimals });
  const isExplained = (reason ?? '').trim() !== '';
  if (outcome.state === 'incomplete') {
    if (!outcome.exceeds) return null;
    const zh = `${names.zh}：还有 ${outcome.missingParts} 个没报，已报的合计就超过了总数 ${formatAsWritten(total ?? 0)}`;
    const en = `${names.en}: ${outcome.missingParts} are missing, and the others are above the total ${formatAsWritten(total ?? 0)} already`;
    return whole('25', 'warning', { zh, en }, isExplained);
  }
  if (outcome.state !== 'different') return null;
  const [sum, gap] = [formatAsWritten(outcome.sum), formatAsWritten(Math.abs(outcome.difference))];
  const zh = `${names.zh}：各部分合计 ${sum}，总数 ${formatAsWritten(total ?? 0)}，差 ${gap}；跨地区的请写明`;
  const en = `${names.en}: the parts add to ${sum}, the total is ${formatAsWritten(total ?? 0)}, ${gap} apart; name what lies across areas`;
  return whole('25', 'warning', { zh, en }, isExplained);
}

/** One place of a firm on a roster; months `2025-08`, both included, `until` null while it lasts. */
export interface RosterPlace {
  readonly party: string;
  readonly region: string;
  readonly since: string;
  readonly until: string | null;
}

/**
 * Check 26: no firm is counted in two regions in one period. One finding for each firm with the first month in which two
 * of its places overlap; places in one region are no two places.
 */
export function checkTwoPlaces(
  places: readonly RosterPlace[],
  nameOf: (party: string) => string = (party) => party,
): CheckFinding[] {
  const byParty = new Map<string, RosterPlace[]>();
  for (const place of places) byParty.set(place.party, [...(byParty.get(place.party) ?? []), place]);
  const findings: CheckFinding[] = [];
  for (const [party, own] of byParty) {
    const overlap = firstOverlap(own);
    if (overlap === null) continue;
    const { a, b, month } = overlap;
    const zh = `${nameOf(party)}：${month} 同时在 ${a.region} 和 ${b.region} 的名录里，一家只在一处报`;
    const en = `${nameOf(party)}: on the rosters of ${a.region} and ${b.region} in ${month}; a firm reports in one place`;
    findings.push(whole('26', 'error', { zh, en }, false));
  }
  return findings;
}

function firstOverlap(places: readonly RosterPlace[]): { a: RosterPlace; b: RosterPlace; month: string } | null {
  const sorted = [...places].sort((x, y) => (x.since < y.since ? -1 : x.since > y.since ? 1 : 0));
  for (const [index, b] of sorted.entries()) {
    const a = sorted.slice(0, index).find((x) => x.region !== b.region && (x.until === null || x.until >= b.since));
    if (a !== undefined && (b.until === null || b.until >= b.since)) return { a, b, month: b.since };
  }
  return null;
}
