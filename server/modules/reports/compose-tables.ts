import { changeInPoints, growth, stateWords } from '@liannao/statistics';
import type { BlockOf } from './blocks.ts';
import { type Context, growthInput, indicatorOf, placeWord, regionsInput, word } from './compose-context.ts';
import { pageText } from './compose-text.ts';
import { targetKey } from './facts.ts';
import { cellNumber, percent, periodWords, points, signedPercent, unitWord } from './sentences-quantity.ts';
import { rankRegions } from './sentences-regions.ts';
import { missingText, type Run } from './sentences-runs.ts';

export interface ComposedTable {
  readonly caption: string;
  readonly head: readonly { readonly text: string; readonly align: 'left' | 'right'; readonly width: number }[];
  readonly rows: readonly (readonly { readonly runs: readonly Run[]; readonly align: 'left' | 'right' }[])[];
  readonly under: string;
  readonly keys: readonly string[];
}

export function composeTable(context: Context, block: BlockOf<'table'>): ComposedTable | null {
  switch (block.of) {
    case 'indicators':
      return indicators(context, block);
    case 'regions':
      return regions(context, block);
    case 'targets':
      return targets(context, block);
  }
}

const left = (...runs: readonly Run[]) => ({ runs, align: 'left' as const });
const right = (...runs: readonly Run[]) => ({ runs, align: 'right' as const });
const keysOf = (rows: ComposedTable['rows']) =>
  rows.flatMap((row) => row.flatMap((cell) => cell.runs.flatMap((run) => (typeof run === 'string' ? [] : run.keys))));

interface Pair {
  readonly now: { readonly key: string; readonly value: number | null };
  readonly before: { readonly key: string; readonly value: number | null };
}

/** 「+15.2%」, or the change of a rate in points. */
function changeRun({ now, before }: Pair, isRatio: boolean, context: Context): Run {
  const { lang } = context;
  const keys = [now.key, before.key];
  if (now.value === null || before.value === null) return pageText[lang].none;
  if (isRatio) {
    const change = changeInPoints(now.value, before.value);
    return { how: 'points', keys, text: `${change > 0 ? '+' : ''}${points(change, lang)}` };
  }
  const change = growth(now.value, before.value);
  return change.kind === 'rate' ? { how: 'growth', keys, text: signedPercent(change.percent) } : pageText[lang].none;
}

function indicators(context: Context, block: Extract<BlockOf<'table'>, { of: 'indicators' }>): ComposedTable {
  const { lang } = context;
  const text = pageText[lang];
  const rows = block.series.flatMap((series) => {
    const input = growthInput(context, series);
    const indicator = indicatorOf(context, series);
    if (!input || !indicator) return [];
    const value: Run =
      input.now.value === null
        ? { how: 'value', keys: [input.now.key], text: missingText(lang), missing: true }
        : { how: 'value', keys: [input.now.key], text: cellNumber(input.now.value, indicator, lang) };
    return [
      [
        left(input.subject),
        left(periodWords(indicator.period, lang)),
        left(unitWord(indicator, lang)),
        right(value),
        right(changeRun(input, input.isRatio, context)),
      ],
    ];
  });
  const when = lang === 'zh' ? '期别' : 'Period';
  return {
    caption: text.indicatorsTitle(placeWord(context), context.period),
    head: [
      { text: text.indicator, align: 'left', width: 0.32 },
      { text: when, align: 'left', width: 0.2 },
      { text: text.unit, align: 'left', width: 0.12 },
      { text: lang === 'zh' ? '数值' : 'Figure', align: 'right', width: 0.16 },
      { text: text.growth, align: 'right', width: 0.2 },
    ],
    rows,
    under: '',
    keys: keysOf(rows),
  };
}

function regions(context: Context, block: Extract<BlockOf<'table'>, { of: 'regions' }>): ComposedTable | null {
  const input = regionsInput(context, block.series);
  const indicator = indicatorOf(context, block.series);
  if (!input || !indicator) return null;
  const { lang } = context;
  const text = pageText[lang];
  const whole = input.total.now.value;
  const share = (value: number, key: string): Run =>
    !input.adds || whole === null || whole <= 0
      ? text.none
      : { how: 'share', keys: [key, input.total.now.key], text: percent((value / whole) * 100).replace('%', '') };
  const ranked = rankRegions(input.regions).map(({ region, value, rank }) => [
    left(String(rank)),
    left(region.name),
    right({ how: 'value', keys: [region.now.key], text: cellNumber(value, indicator, lang) }),
    right(changeRun(region, input.isRatio, context)),
    ...(input.adds ? [right(share(value, region.now.key))] : []),
  ]);
  const none = input.regions.filter((region) => region.now.value === null);
  const blank = none.map((region) => [
    left(text.none),
    left(region.name),
    right(text.notReported),
    right(text.none),
    ...(input.adds ? [right(text.none)] : []),
  ]);
  const total = [
    left(''),
    left(placeWord(context)),
    right(
      whole === null
        ? { how: 'value', keys: [input.total.now.key], text: missingText(lang), missing: true }
        : { how: 'value', keys: [input.total.now.key], text: cellNumber(whole, indicator, lang) },
    ),
    right(changeRun(input.total, input.isRatio, context)),
    ...(input.adds ? [right(whole === null ? text.none : '100.0')] : []),
  ];
  const rows = [total, ...ranked, ...blank];
  const unit = unitWord(indicator, lang);
  return {
    caption: text.regionsTitle(input.subject, periodWords(indicator.period, lang)),
    head: [
      { text: lang === 'zh' ? '位次' : 'Rank', align: 'left', width: 0.12 },
      { text: text.region, align: 'left', width: 0.28 },
      {
        text: unit
          ? `${input.subject}（${unit}）`.replace(/（(.*)）/, lang === 'zh' ? '（$1）' : ' ($1)')
          : input.subject,
        align: 'right',
        width: 0.26,
      },
      { text: text.growth, align: 'right', width: 0.17 },
      ...(input.adds ? [{ text: text.share, align: 'right' as const, width: 0.17 }] : []),
    ],
    rows,
    under: none.length > 0 ? text.missingParts(none.map((region) => region.name).join(text.separator)) : '',
    keys: keysOf(rows),
  };
}

/** Shapes that print: with the word, never alone. */
export const SHAPES = { met: '■', 'on-track': '●', 'at-risk': '▲', 'off-track': '▼', unknown: '○' } as const;

function targets(context: Context, block: Extract<BlockOf<'table'>, { of: 'targets' }>): ComposedTable {
  const { lang } = context;
  const text = pageText[lang];
  const chosen = context.facts.targets.filter((target) => !block.states || block.states.includes(target.state));
  const rows = chosen.map((target) => {
    const key = targetKey(target.id);
    return [
      left(word(target.name, lang)),
      right(word(target.goal, lang)),
      right(target.deadline === null ? text.none : String(target.deadline)),
      right(target.expected ? word(target.expected, lang) : text.none),
      right(
        target.actual
          ? { how: 'target' as const, keys: [key], text: word(target.actual, lang), slot: `actual/${key}` }
          : text.none,
      ),
      left({ how: 'target' as const, keys: [key], text: `${SHAPES[target.state]} ${stateWords[lang][target.state]}` }),
    ];
  });
  return {
    caption: text.targetsTitle(placeWord(context)),
    head: [
      { text: text.target, align: 'left', width: 0.28 },
      { text: text.goal, align: 'right', width: 0.18 },
      { text: text.deadline, align: 'right', width: 0.09 },
      { text: text.due, align: 'right', width: 0.16 },
      { text: text.actual, align: 'right', width: 0.15 },
      { text: text.judged, align: 'left', width: 0.14 },
    ],
    rows,
    under: '',
    keys: keysOf(rows),
  };
}
