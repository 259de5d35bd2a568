/** The comparison's rows: which are shared, what is shown of them, and what they say together. Pure. */
import type { TargetView } from '../../../../server/modules/plans/model.ts';
import type { Language } from '../../../shell/preferences.tsx';
import { forReader, inTargetUnit } from '../ledger/quantity.ts';
import type { Comparison } from '../ledger-api.ts';

export type CompareRow = Comparison['rows'][number];

export const rowKeyOf = ({ indicatorCode, scope }: CompareRow): string =>
  [indicatorCode, ...Object.entries(scope).map(([name, value]) => `${name}=${value}`)].join('|');

export const plansOf = ({ cells }: CompareRow): number => cells.filter(({ targets }) => targets.length > 0).length;

export interface Mark {
  plan: Comparison['plans'][number];
  target: TargetView;
  value: number;
  unit: string;
  decimals: number;
  actual: number | null;
}

/** Every target of a row with its figure, all in the unit that the catalogue shows, as the reader counts: else nothing could be compared. */
export function marksOf(row: CompareRow, plans: Comparison['plans'], language: Language = 'zh'): Mark[] {
  return row.cells.flatMap(({ planId, targets }) => {
    const plan = plans.find(({ id }) => id === planId);
    if (!plan) return [];
    return targets.map((target) => {
      const common = { ...target, unit: target.indicatorShownAs ?? target.unit };
      const own = forReader(inTargetUnit(common, target.value, target.unit), language);
      const actual = target.judgement?.actual;
      const figure = actual ? forReader(inTargetUnit(common, actual.value, actual.unit), language) : null;
      return { plan, target, ...own, actual: figure && figure.unit === own.unit ? figure.value : null };
    });
  });
}
