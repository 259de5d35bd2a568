import { saveBlob } from '../../../shell/api.ts';
import { csvOf } from '../../../shell/charts/DataSheet.tsx';
import type { Language } from '../../../shell/preferences.tsx';
import { scopeWords } from '../../statistics/widgets.ts';
import type { CompareTexts } from '../compare-text.ts';
import type { Comparison } from '../ledger-api.ts';
import type { CompareRow } from './rows.ts';

/** One line a target: what is on the page, with its figures unrounded. */
export function saveComparison(input: {
  plans: Comparison['plans'];
  rows: readonly CompareRow[];
  t: CompareTexts;
  states: Readonly<Record<string, string>>;
  language: Language;
}): void {
  const { plans, rows, t, states, language } = input;
  const lines = rows.flatMap((row) =>
    row.cells.flatMap(({ planId, targets }) =>
      targets.map((target) => {
        const { judgement } = target;
        return [
          row.indicatorTitle,
          scopeWords(row.scope, language),
          plans.find(({ id }) => id === planId)?.title ?? '',
          target.region.name,
          target.comparator,
          target.comparator === 'range' ? `${target.value}–${target.valueMax}` : target.value,
          target.unit,
          target.deadline,
          judgement?.actual ? `${judgement.actual.value} ${judgement.actual.unit}` : null,
          judgement?.actual?.period ?? null,
          states[judgement?.state ?? 'unknown'] ?? '',
        ];
      }),
    ),
  );
  const synthetic = rows.some(({ cells }) =>
    cells.some(({ targets }) => targets.some(({ judgement }) => judgement?.actual?.synthetic)),
  );
  saveBlob(csvOf({ columns: Object.values(t.csv), rows: lines }, synthetic), `${t.fileName}.csv`);
}
