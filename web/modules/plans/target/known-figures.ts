/** What a judgement's sentence may name: the figure, the path, the ratio, the target, the pace, the projection. */
import { formatNumber, type Lang, speaker } from '@liannao/statistics';
import type { TargetDetail } from '../../../../server/modules/plans/model.ts';
import { actualSource } from '../ledger/columns.tsx';
import { judgedFigures, judgedSource } from './judged.ts';
import type { KnownFigure } from './sentence.ts';

/** Said by the engine as it says them in the sentence, so that they can be found there again. */
export function knownFigures(detail: TargetDetail, language: Lang): KnownFigure[] {
  const { target } = detail;
  const actual = target.judgement?.actual;
  const stored = target.indicatorUnit ?? target.unit;
  const shown = [target.indicatorShownAs ?? stored, target.unit, stored];
  const quantity = (value: number, source: KnownFigure['source'], from = stored) =>
    shown.flatMap((unit) => said(value, { from, unit, language }).map((words) => ({ ...words, source })));
  return [
    ...(actual ? quantity(actual.value, actualSource(target), actual.unit) : []),
    ...judgedFigures(detail).flatMap(({ role, value }) => {
      const source = judgedSource(target.id, role);
      if (role !== 'ratio') return quantity(value, source);
      return [{ texts: [0, 1, 2].map((decimals) => formatNumber(value * 100, '%', { decimals })), unit: '%', source }];
    }),
    ...quantity(target.value, { target: target.id }, target.unit),
  ];
}

function said(value: number, { from, unit, language }: { from: string; unit: string; language: Lang }) {
  try {
    const say = speaker({ subject: '', unit: from, displayUnit: unit }, language);
    return [say.figure(value), say.fine(value), say.written(value)].flatMap((words) => {
      const [, number, rest] = /^([−\d.,]+)\s*(.*)$/.exec(words) ?? [];
      return number === undefined ? [] : [{ texts: [number], unit: rest ?? '' }];
    });
  } catch {
    return []; // Another dimension: it cannot stand in the sentence in this unit.
  }
}
