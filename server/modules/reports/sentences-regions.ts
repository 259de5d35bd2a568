/** The regions below: who is largest, who grew, who made the change. Pure; regions without a figure are always named. */
import { changeInPoints, growth } from '@liannao/statistics';
import { lowerFirst, type Point } from './sentences-growth.ts';
import { type Measured, percent, points, quantity, roundsToZero, shownDecimals } from './sentences-quantity.ts';
import { type FigureRun, type Lang, listed, type Run } from './sentences-runs.ts';

export interface RegionPoint {
  readonly name: string;
  readonly now: Point;
  readonly before: Point;
}

export interface RegionsInput {
  readonly subject: string;
  readonly place: string;
  readonly measured: Measured;
  readonly isRatio: boolean;
  /** Figures of the regions add up to the whole. */
  readonly adds: boolean;
  readonly total: { readonly now: Point; readonly before: Point };
  readonly regions: readonly RegionPoint[];
}

export interface Ranked {
  readonly region: RegionPoint;
  readonly value: number;
  /** 1 is the largest; equals share a rank, and the next one skips. */
  readonly rank: number;
}

/** Largest first; equals in the order given. Regions without a figure are not ranked. */
export function rankRegions(regions: readonly RegionPoint[]): Ranked[] {
  const known = regions
    .flatMap((region) => (region.now.value === null ? [] : [{ region, value: region.now.value }]))
    .sort((a, b) => b.value - a.value);
  return known.map((one) => ({ ...one, rank: 1 + known.filter((other) => other.value > one.value).length }));
}

const TOP = 3;
const MOST_NAMED = 6;

export function rankingSentences(input: RegionsInput, lang: Lang): Run[] {
  const ranked = rankRegions(input.regions);
  if (ranked.length === 0)
    return [lang === 'zh' ? `各地${input.subject}都还没有数据。` : `No region has a figure for ${input.subject} yet.`];
  const top = ranked.filter((one) => one.rank <= TOP && one.value !== 0).slice(0, MOST_NAMED);
  const named = listed(
    top.map(({ region, value }) => [
      lang === 'zh' ? `${region.name} ` : `${region.name} with `,
      { how: 'value', keys: [region.now.key], text: quantity(value, input.measured, lang) } satisfies FigureRun,
    ]),
    lang,
  );
  const share = input.adds && ranked.length > top.length ? shareOf(top, input, lang) : [];
  const head =
    lang === 'zh' ? `分地区看，${input.subject}居前的是` : `By region, ${lowerFirst(input.subject)} is largest in `;
  const zero =
    top.length === 0
      ? [
          lang === 'zh'
            ? `分地区看，${input.subject}都为零。`
            : `By region, ${lowerFirst(input.subject)} is zero everywhere.`,
        ]
      : [head, ...named, ...share, lang === 'zh' ? '。' : '.'];
  return [...zero, ...movements(input, lang), ...missingRegions(input, lang)];
}

/** 「合计占全省的 72.0%」, of a whole that is known. */
function shareOf(top: readonly Ranked[], input: RegionsInput, lang: Lang): Run[] {
  const whole = input.total.now.value;
  if (whole === null || whole <= 0) return [];
  const sum = top.reduce((all, one) => all + one.value, 0);
  const share: FigureRun = {
    how: 'share',
    keys: [input.total.now.key, ...top.map((one) => one.region.now.key)],
    text: percent((sum / whole) * 100),
  };
  return lang === 'zh' ? [`，合计占${input.place}的 `, share] : [', together ', share, ` of ${input.place}`];
}

interface Moved {
  readonly region: RegionPoint;
  readonly change: number;
}

/** How many rose and fell, the fastest, and each that fell. */
function movements(input: RegionsInput, lang: Lang): Run[] {
  const moved = input.regions.flatMap((region): Moved[] => {
    const change = changeOf(region, input.isRatio);
    return change === null ? [] : [{ region, change }];
  });
  if (moved.length < 2) return [];
  const up = moved.filter((one) => one.change > 0 && !roundsToZero(one.change, 1));
  const down = moved.filter((one) => one.change < 0 && !roundsToZero(one.change, 1));
  const level = moved.length - up.length - down.length;
  const fastest = [...up].sort((a, b) => b.change - a.change)[0];
  const said = (one: Moved): Run => ({
    how: input.isRatio ? 'points' : 'growth',
    keys: [one.region.now.key, one.region.before.key],
    text: input.isRatio ? points(Math.abs(one.change), lang) : percent(Math.abs(one.change)),
  });
  const falls = listed(
    [...down].sort((a, b) => a.change - b.change).map((one) => [`${one.region.name} `, said(one)]),
    lang,
  );
  if (lang === 'zh') {
    const verb = input.isRatio ? ['提高', '降低'] : ['增长', '下降'];
    const counts = [
      up.length > 0 ? `${up.length} 地同比${verb[0]}` : '',
      down.length > 0 ? `${down.length} 地${up.length > 0 ? '' : '同比'}${verb[1]}` : '',
      level > 0 ? `${level} 地持平` : '',
    ].filter(Boolean);
    const lead: Run[] =
      fastest && up.length > 1 ? [`，${verb[0]}最快的是${fastest.region.name}（`, said(fastest), '）'] : [];
    return [`${counts.join('、')}`, ...lead, ...(down.length > 0 ? [`；${verb[1]}的是`, ...falls] : []), '。'];
  }
  const counts = [
    up.length > 0 ? `${up.length} rose` : '',
    down.length > 0 ? `${down.length} fell` : '',
    level > 0 ? `${level} stayed level` : '',
  ].filter(Boolean);
  const lead: Run[] = fastest && up.length > 1 ? [`; ${fastest.region.name} rose fastest, by `, said(fastest)] : [];
  return [
    ` Against a year before ${counts.join(', ')}`,
    ...lead,
    ...(down.length > 0 ? ['; falling: ', ...falls] : []),
    '.',
  ];
}

/** In per cent or, of a ratio, in percentage points; null where it cannot be said. */
export function changeOf(region: RegionPoint, isRatio: boolean): number | null {
  const { now, before } = region;
  if (now.value === null || before.value === null) return null;
  if (isRatio) return changeInPoints(now.value, before.value);
  const change = growth(now.value, before.value);
  return change.kind === 'rate' ? change.percent : null;
}

/** Regions without a figure are said: a sum without them is 不完全合计. */
function missingRegions({ regions, adds }: RegionsInput, lang: Lang): Run[] {
  const none = regions.filter((region) => region.now.value === null).map((region) => region.name);
  if (none.length === 0) return [];
  if (lang === 'zh') return [`${none.join('、')}没有数据${adds ? '，各地相加为不完全合计' : ''}。`];
  return [` ${none.join(', ')}: no figure${adds ? ', so that the regions add up incompletely' : ''}.`];
}

export interface Part {
  /** Null: what the regions do not account for. */
  readonly region: RegionPoint | null;
  /** In the stored unit. */
  readonly change: number;
  /** Percentage points of the whole's growth; null where the whole was not above zero. */
  readonly pull: number | null;
}

/**
 * Who made the change: parts, greatest first, that add up to the change of the whole. What regions without two figures,
 * or a whole that is not their sum, leave open is a part of its own. Null where the whole's change is not known.
 */
export function contributions(
  input: RegionsInput,
): { readonly change: number; readonly parts: readonly Part[] } | null {
  const { now, before } = input.total;
  if (!input.adds || now.value === null || before.value === null) return null;
  const base = before.value;
  const change = now.value - base;
  const pullOf = (part: number) => (base > 0 ? (part / base) * 100 : null);
  const parts: Part[] = input.regions
    .flatMap((region): Part[] => {
      if (region.now.value === null || region.before.value === null) return [];
      const part = region.now.value - region.before.value;
      return [{ region, change: part, pull: pullOf(part) }];
    })
    .sort((a, b) => b.change - a.change);
  if (parts.length === 0) return null;
  const rest = change - parts.reduce((sum, part) => sum + part.change, 0);
  const open = Math.abs(rest) > Math.max(Math.abs(now.value), Math.abs(base)) * 1e-9;
  return { change, parts: open ? [...parts, { region: null, change: rest, pull: pullOf(rest) }] : parts };
}

export function contributionSentences(input: RegionsInput, lang: Lang): Run[] {
  const found = contributions(input);
  if (!found) return [];
  const { parts, change } = found;
  const totalKeys = [input.total.now.key, input.total.before.key];
  const amount = (value: number, keys: readonly string[]): FigureRun => ({
    how: 'change',
    keys,
    text: quantity(Math.abs(value), input.measured, lang),
  });
  const zh = lang === 'zh';
  const direction = (value: number) => (zh ? (value > 0 ? '增加 ' : '减少 ') : value > 0 ? 'rose by ' : 'fell by ');
  if (isNothing(change, input.measured))
    return [
      zh ? `${input.place}总量与上年同期基本相同。` : `The total of ${input.place} is about that of a year before.`,
    ];
  const said = (part: Part): Run[] => {
    const keys = part.region ? [part.region.now.key, part.region.before.key, ...totalKeys] : totalKeys;
    const name = part.region?.name ?? '';
    const pull: Run[] =
      part.pull === null || roundsToZero(part.pull, 1)
        ? []
        : zh
          ? [part.pull > 0 ? '，拉动增长 ' : '，下拉 ', { how: 'pull', keys, text: points(Math.abs(part.pull), lang) }]
          : [
              part.pull > 0 ? ', adding ' : ', taking away ',
              { how: 'pull', keys, text: points(Math.abs(part.pull), lang) },
            ];
    return [`${name}${zh ? '' : ' '}${direction(part.change)}`, amount(part.change, keys), ...pull];
  };
  const own = parts.filter((part) => part.region && !isNothing(part.change, input.measured));
  const same = own.filter((part) => Math.sign(part.change) === Math.sign(change));
  const leading = (change > 0 ? same : [...same].reverse()).slice(0, 2);
  const against = own.filter((part) => Math.sign(part.change) === -Math.sign(change));
  const counter = (change > 0 ? [...against].reverse() : against).slice(0, 2);
  const head: Run[] = zh
    ? [`${input.place}比上年同期${direction(change)}`, amount(change, totalKeys)]
    : [`${input.place} ${direction(change)}`, amount(change, totalKeys), ' on a year before'];
  const named = [...leading, ...counter].flatMap((part, i) => [
    zh ? (i === 0 ? '，其中' : '；') : i === 0 ? '; ' : '; ',
    ...said(part),
  ]);
  const rest = parts.find((part) => part.region === null);
  const left: FigureRun | null = rest
    ? {
        how: 'sum',
        keys: [...totalKeys, ...parts.flatMap(({ region }) => (region ? [region.now.key, region.before.key] : []))],
        text: quantity(Math.abs(rest.change), input.measured, lang),
      }
    : null;
  const open: Run[] = left
    ? zh
      ? ['。各地变动与总量变动相差 ', left, '（不完全合计）']
      : ['. The regions leave ', left, ' of the change open']
    : [];
  return [...head, ...named, ...open, zh ? '。' : '.'];
}

const isNothing = (value: number, measured: Measured): boolean =>
  quantity(Math.abs(value), measured, 'zh') === quantity(0, measured, 'zh') ||
  (roundsToZero(value, shownDecimals(measured)) && measured.unit === measured.shownAs);
