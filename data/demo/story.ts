/**
 * What the demonstration tells: invented year values and the value at the data month for each series that a plan's
 * target is bound to, and for the operands of its formula. Nothing here is a statistic. Sizes follow the targets and the
 * baselines of 2020 that the plans print; the outcomes are chosen so that every judgement occurs.
 * The seed moves the path between these anchors and the split between places, never the anchors.
 */
export type Scope = Readonly<Record<string, string | readonly string[]>>;

/** How a value is shared out between the regions below: a table of weights in `weights.ts`. */
export type Split = 'nev' | 'other-vehicles' | 'industry' | 'people' | 'whole-industry';
/** How a year is spread over its months. */
export type Season = 'vehicles' | 'value' | 'lists' | 'even';

export interface Series {
  readonly code: string;
  readonly region: string;
  readonly scope: Scope;
  /** The year of the first of `years`; the last one is always 2024. */
  readonly from: number;
  /** Flow: the year's total. Stock or rate: the value at its end. Canonical unit. */
  readonly years: readonly number[];
  /** Flow: January to August 2025. Stock or rate: the end of August 2025. Absent for what is counted once a year. */
  readonly now?: number;
  readonly split?: Split;
  readonly season: Season;
  /** A series that this one is a part of: place by place it never exceeds it. */
  readonly within?: string;
  /** Rises in steps of this size (a share of ten clusters: 10). */
  readonly grain?: number;
  /** Helps to build a total, is not itself an indicator and is never given out. */
  readonly hidden?: true;
}

/** A series that is the sum of others, region by region. */
export interface Total {
  readonly code: string;
  readonly scope: Scope;
  readonly of: readonly { readonly code: string; readonly scope: Scope }[];
  /** A total over regions instead: the named group is the sum of its members. */
  readonly group?: string;
}

/** The last month that the story knows. */
export const STORY_END = { year: 2025, month: 8 } as const;

/** Bound targets for which no figure is generated, and why; the ledger shows them as unknown. */
export const WITHOUT_DATA: Readonly<Record<string, string>> = {
  '001-q010': 'the city has not connected its list of firms helped out of low efficiency',
  '002-q041': 'no national reference series of public fleets is loaded',
  '002-q064': 'the park does not report its incubators yet',
  '003-q019': 'personal records of another authority, not connected',
  '004-q019': 'procurement data are not connected',
};

export const scopeKey = (scope: Scope): string =>
  Object.keys(scope)
    .sort()
    .map((name) => `${name}=${[scope[name] ?? ''].flat().join('+')}`)
    .join(',');
export const seriesKey = (code: string, scope: Scope, region: string): string => `${code}|${scopeKey(scope)}|${region}`;

const ZHEJIANG = '330000';
const HANGZHOU = '330100';
const TAIZHOU = '331000';
const CHONGQING = '500000';
const SICHUAN = '510000';
const YUXI = 'group-yuxi';
const CHUAN_YU = 'group-chuan-yu';
const NATION = '000000';

const none: Scope = {};
const chain: Scope = { industry: 'nev-chain' };
const parts: Scope = { industry: 'icnev-parts' };
const auto: Scope = { industry: 'auto-industry' };
const autoAboveScale: Scope = { industry: 'auto-industry', partySize: 'above-scale' };
const cluster: Scope = { industry: 'cluster-5plus5', partySize: 'above-scale' };
const allIndustry: Scope = { industry: 'all-industry', partySize: 'above-scale' };
const ratedChain = (level: string): Scope => ({ industry: 'nev-chain', level });
const ratedParts = (level: string): Scope => ({ industry: 'icnev-parts', level });
const ratedAuto = (level: string): Scope => ({ industry: 'auto-industry', level });

type Extra = { split?: Split; season?: Season; within?: string; grain?: number; hidden?: true };
/** Values as they stand. */
const series = (
  code: string,
  region: string,
  scope: Scope,
  from: number,
  years: readonly number[],
  now: number | undefined,
  { season = 'lists', ...extra }: Extra = {},
): Series => ({ code, region, scope, from, years, season, ...(now === undefined ? {} : { now }), ...extra });
/** The same in 10,000: 万辆 to 辆, 亿元 to 万元. */
const tenThousands = (...[code, region, scope, from, years, now, extra]: Parameters<typeof series>): Series =>
  series(code, region, scope, from, years.map(tenThousand), now === undefined ? undefined : tenThousand(now), extra);
const tenThousand = (value: number) => Math.round(value * 10_000);

const vehicles = { season: 'vehicles' } as const;
const nev: Extra = { split: 'nev', season: 'vehicles' };
const otherVehicles: Extra = { split: 'other-vehicles', season: 'vehicles', hidden: true };
const value: Extra = { split: 'industry', season: 'value' };
const list: Extra = { split: 'industry' };
const people: Extra = { split: 'people', season: 'even' };

const zhejiang: readonly Series[] = [
  tenThousands('nev-output', ZHEJIANG, none, 2022, [52.0, 78.6, 104.0], 74.6, nev),
  tenThousands('other-vehicle-output', ZHEJIANG, none, 2022, [78.6, 74.9, 70.8], 43.4, otherVehicles),
  tenThousands('nev-sales', ZHEJIANG, none, 2022, [51.0, 77.2, 102.2], 73.3, nev),
  tenThousands('other-vehicle-sales', ZHEJIANG, none, 2022, [77.9, 74.0, 69.8], 42.7, otherVehicles),
  tenThousands('vehicle-capacity-available', ZHEJIANG, none, 2022, [172, 196, 219], 159.5, { season: 'even' }),
  tenThousands('gross-output-value', ZHEJIANG, autoAboveScale, 2022, [4462, 5063, 5916], 4186.3, value),
  series('new-vehicles-l2', ZHEJIANG, none, 2022, [541_000, 809_000, 1_180_000], undefined),
  tenThousands('nev-exports', ZHEJIANG, none, 2022, [6.9, 9.6, 15.1], 10.4, nev),
  series('future-factories', ZHEJIANG, chain, 2022, [6, 10, 15], 18, list),
  series('key-rd-projects', ZHEJIANG, { ...chain, programme: 'provincial-key-rd' }, 2022, [7, 11, 12], 8, list),
  series(
    'public-rd-funding',
    ZHEJIANG,
    { ...chain, programme: 'provincial-key-rd' },
    2022,
    [2870, 4120, 4360],
    2890,
    list,
  ),
  series('pct-filings', ZHEJIANG, chain, 2022, [121, 148, 171], 118, list),
  series('innovation-platforms', ZHEJIANG, ratedChain('provincial-or-higher'), 2022, [84, 103, 122], 136, list),
  series('ecosystem-leaders', ZHEJIANG, chain, 2022, [3, 5, 7], 8, list),
  series('single-champions', ZHEJIANG, ratedChain('national'), 2022, [31, 38, 46], 48, list),
  series('little-giants', ZHEJIANG, ratedChain('national'), 2022, [28, 41, 57], 63, list),
  series('technology-smes', ZHEJIANG, chain, 2022, [610, 842, 1015], 1124, list),
  series('green-low-carbon-factories', ZHEJIANG, ratedChain('provincial'), 2022, [11, 16, 22], 28, list),
  series(
    'public-chargers',
    ZHEJIANG,
    { chargerKind: ['public', 'shared', 'dedicated'] },
    2022,
    [61_240, 83_410, 108_930],
    126_070,
    people,
  ),
  series('hydrogen-stations', ZHEJIANG, none, 2022, [16, 24, 31], 34, people),
  series('hydrogen-corridors', ZHEJIANG, none, 2022, [0, 1, 2], 2),
  series('fleet-vehicles', ZHEJIANG, { fleet: 'public-all' }, 2022, [118_000, 120_500, 123_400], 125_100, people),
  series('fleet-nevs', ZHEJIANG, { fleet: 'public-all' }, 2022, [72_200, 87_000, 101_800], 109_600, {
    ...people,
    within: seriesKey('fleet-vehicles', { fleet: 'public-all' }, ZHEJIANG),
  }),
  series(
    'fleet-additions',
    ZHEJIANG,
    { fleet: ['bus', 'taxi', 'urban-delivery'] },
    2022,
    [21_300, 22_800, 24_100],
    15_200,
    people,
  ),
  series(
    'fleet-nev-additions',
    ZHEJIANG,
    { fleet: ['bus', 'taxi', 'urban-delivery'] },
    2022,
    [15_336, 18_560, 20_943],
    13_406,
    {
      ...people,
      within: seriesKey('fleet-additions', { fleet: ['bus', 'taxi', 'urban-delivery'] }, ZHEJIANG),
    },
  ),
  series(
    'fcev-put-into-use',
    ZHEJIANG,
    { fleet: ['bus', 'port', 'intercity-logistics'] },
    2020,
    [120, 260, 410, 620, 880],
    670,
    people,
  ),
];

const hangzhou: readonly Series[] = [
  tenThousands('nev-output', HANGZHOU, none, 2021, [3.1, 9.6, 17.8, 24.4], 15.4, nev),
  tenThousands('other-vehicle-output', HANGZHOU, none, 2021, [17.4, 17.4, 17.4, 16.6], 10.8, otherVehicles),
  tenThousands('nev-sales', HANGZHOU, none, 2020, [0.9, 3.0, 9.4, 17.4, 23.9], 15.1, nev),
  tenThousands('other-vehicle-sales', HANGZHOU, none, 2020, [16.3, 17.2, 17.2, 17.3, 16.5], 10.8, otherVehicles),
  tenThousands('vehicle-making-output-value', HANGZHOU, none, 2021, [392.6, 498.3, 681.4, 887.0], 642.4, {
    split: 'nev',
    season: 'value',
  }),
  tenThousands('parts-output-value', HANGZHOU, none, 2021, [655.2, 742.8, 941.5, 1128.6], 841.2, value),
  series('new-vehicles-l3', HANGZHOU, none, 2020, [0, 0, 0, 4_160, 15_750], undefined),
  series('global-players', HANGZHOU, chain, 2020, [0, 0, 0, 1, 1], 1),
  series('closed-test-sites', HANGZHOU, none, 2020, [1, 1, 1, 2, 2], 2),
  series('open-test-road-length', HANGZHOU, none, 2020, [48, 96, 188, 302, 421], 460, { ...list, season: 'even' }),
  series('enterprise-technology-centres', HANGZHOU, ratedAuto('national'), 2020, [6, 7, 9, 10, 12], 13, list),
  series('enterprise-technology-centres', HANGZHOU, ratedAuto('provincial'), 2020, [15, 19, 24, 29, 33], 36, list),
  series('enterprise-technology-centres', HANGZHOU, ratedAuto('city'), 2020, [23, 28, 34, 41, 46], 49, list),
  series('industrial-internet-platforms', HANGZHOU, auto, 2020, [0, 0, 1, 1, 1], 1),
  series('firms-above-revenue', HANGZHOU, { ...auto, threshold: '100亿元' }, 2020, [1, 1, 2, 3, 4], undefined),
  series('chain-leader-factories', HANGZHOU, auto, 2020, [0, 0, 0, 0, 0], 0),
  series('smart-factories', HANGZHOU, auto, 2020, [4, 5, 5, 6, 6], 6),
  series('digital-workshops', HANGZHOU, auto, 2020, [10, 18, 27, 39, 49], 55, list),
  series(
    'public-chargers',
    HANGZHOU,
    { chargerKind: ['public', 'shared'] },
    2020,
    [14_889, 17_020, 19_305, 21_440, 23_102],
    24_073,
    people,
  ),
  tenThousands('nev-registrations', HANGZHOU, none, 2021, [5.8, 9.6, 12.1, 13.8], 9.2, {
    split: 'people',
    season: 'vehicles',
  }),
  tenThousands('private-vehicle-registrations', HANGZHOU, none, 2020, [15.0, 15.2, 15.8, 16.4, 16.9], 10.6, {
    split: 'people',
    season: 'vehicles',
  }),
  tenThousands('private-nev-registrations', HANGZHOU, none, 2020, [2.4, 3.9, 6.4, 8.1, 8.92], 5.79, {
    split: 'people',
    season: 'vehicles',
    within: seriesKey('private-vehicle-registrations', none, HANGZHOU),
  }),
];

const taizhou: readonly Series[] = [
  tenThousands('revenue', TAIZHOU, allIndustry, 2022, [6890, 7260, 7805], 5220, {
    split: 'whole-industry',
    season: 'value',
  }),
  tenThousands('revenue', TAIZHOU, cluster, 2022, [4980, 5320, 5760], 3910, {
    split: 'whole-industry',
    season: 'value',
    within: seriesKey('revenue', allIndustry, TAIZHOU),
  }),
  tenThousands(
    'revenue',
    TAIZHOU,
    { industry: 'auto-manufacturing', partySize: 'above-scale' },
    2022,
    [1040, 1150, 1280],
    962,
    value,
  ),
  tenThousands(
    'revenue',
    TAIZHOU,
    { industry: 'pharma-health', partySize: 'above-scale' },
    2022,
    [668, 701, 742],
    489,
    {
      split: 'whole-industry',
      season: 'value',
    },
  ),
  tenThousands('gross-output-value', TAIZHOU, allIndustry, 2022, [6980, 7310, 7890], 5406, {
    split: 'whole-industry',
    season: 'value',
  }),
  series('consortium-cluster-coverage', TAIZHOU, { industry: 'cluster-5plus5' }, 2022, [10, 30, 40], 60, { grain: 10 }),
  series('above-scale-enterprises', TAIZHOU, { industry: 'all-industry' }, 2022, [5420, 5690, 5930], 6010, {
    split: 'whole-industry',
  }),
  series('rd-body-enterprises', TAIZHOU, allIndustry, 2022, [3089, 3528, 4032], 4568, {
    split: 'whole-industry',
    within: seriesKey('above-scale-enterprises', { industry: 'all-industry' }, TAIZHOU),
  }),
  series('above-scale-enterprises', TAIZHOU, { industry: 'cluster-5plus5' }, 2022, [3610, 3790, 3980], 4040, {
    split: 'whole-industry',
  }),
  series(
    'digitally-transformed-enterprises',
    TAIZHOU,
    { ...cluster, standardLevel: '2.0' },
    2022,
    [361, 948, 1632],
    2020,
    {
      split: 'whole-industry',
      within: seriesKey('above-scale-enterprises', { industry: 'cluster-5plus5' }, TAIZHOU),
    },
  ),
  series('low-efficiency-land-renewed', TAIZHOU, none, 2022, [3120, 4380, 5460], 3980, {
    split: 'whole-industry',
    season: 'value',
  }),
  series('upgrade-enterprises', TAIZHOU, none, 2022, [702, 815, 934], 642, {
    split: 'whole-industry',
    season: 'value',
  }),
  series('upgrade-projects', TAIZHOU, none, 2022, [988, 1120, 1304], 1046, {
    split: 'whole-industry',
    season: 'value',
  }),
  series('equipment-replaced', TAIZHOU, none, 2022, [5210, 6480, 8120], 5260, {
    split: 'whole-industry',
    season: 'value',
  }),
  series('endogenous-large-projects', TAIZHOU, { threshold: '10亿元' }, 2022, [17, 21, 26], 27, {
    split: 'whole-industry',
  }),
];

const chongqing: readonly Series[] = [
  tenThousands('parts-revenue', CHONGQING, parts, 2022, [3820, 4560, 5330], 3768, value),
  tenThousands('parts-output-value', CHONGQING, parts, 2022, [3930, 4720, 5520], 3900, value),
  tenThousands('parts-output-value', YUXI, parts, 2022, [2060, 2400, 2740], 1955, value),
  tenThousands('parts-export-value', CHONGQING, parts, 2022, [71, 84, 102], 72, value),
  tenThousands('parts-purchases', CHONGQING, none, 2022, [1960, 2310, 2720], 1890, { season: 'value' }),
  tenThousands('local-parts-purchases', CHONGQING, none, 2023, [859, 1096], 796, { season: 'value' }),
  tenThousands('parts-purchases', SICHUAN, none, 2022, [1040, 1180, 1290], 860, { season: 'value' }),
  tenThousands('local-parts-purchases', CHUAN_YU, none, 2022, [1434, 1787, 2189], 1606, { season: 'value' }),
  series('parts-enterprises', CHONGQING, parts, 2022, [1420, 1571, 1738], 1850, list),
  series('parts-enterprises', YUXI, parts, 2022, [561, 638, 724], 779, list),
  series('enterprises-entered', CHONGQING, parts, 2022, [131, 158, 176], 118, list),
  series('enterprises-transformed', CHONGQING, parts, 2022, [54, 82, 98], 71, list),
  series('cross-industry-enterprises', CHONGQING, parts, 2022, [18, 29, 33], 22, list),
  series('enterprises-introduced', CHONGQING, parts, 2022, [44, 58, 66], 45, list),
  series('smart-factories', CHONGQING, parts, 2022, [14, 16, 19], 20, list),
  series('digital-workshops', CHONGQING, parts, 2022, [122, 141, 163], 177, list),
  series('specialised-parks', CHONGQING, parts, 2022, [6, 9, 13], 15, list),
  series(
    'ranked-parts-firms',
    CHONGQING,
    { list: 'national-auto-parts-100', threshold: '10' },
    2022,
    [0, 0, 0],
    undefined,
  ),
  series(
    'ranked-parts-firms',
    CHONGQING,
    { list: 'national-auto-parts-100', threshold: '100' },
    2022,
    [1, 2, 2],
    undefined,
  ),
  series('srdi-smes', CHONGQING, ratedParts('provincial-or-higher'), 2022, [72, 118, 169], 196, list),
  series('above-scale-enterprises', CHONGQING, parts, 2022, [842, 887, 931], 948, list),
  series('rd-body-enterprises', CHONGQING, { ...parts, partySize: 'above-scale' }, 2022, [404, 506, 614], 683, {
    ...list,
    within: seriesKey('above-scale-enterprises', parts, CHONGQING),
  }),
  series('technology-breakthroughs', CHONGQING, parts, 2022, [8, 12, 14], 11, list),
  series('enterprise-technology-centres', CHONGQING, ratedParts('national'), 2022, [3, 3, 4], 5, list),
  series('enterprise-technology-centres', CHONGQING, ratedParts('provincial'), 2022, [24, 30, 35], 39, list),
  series('high-tech-enterprises', CHONGQING, parts, 2022, [612, 701, 790], 838, list),
  series('shortage-talents-introduced', CHONGQING, parts, 2022, [7_200, 8_900, 10_400], undefined),
  series('graduates-trained', CHONGQING, parts, 2022, [55_300, 58_600, 61_200], undefined),
  series('industry-alliances', CHONGQING, chain, 2022, [3, 4, 6], 7, list),
  series('listed-companies', CHONGQING, parts, 2022, [9, 10, 11], 11, list),
  series('foreign-projects-introduced', CHONGQING, parts, 2022, [6, 9, 11], 8, list),
];

const nation: readonly Series[] = [
  tenThousands('nev-output', NATION, none, 2022, [640, 905, 1209], 857.5, vehicles),
  tenThousands('nev-sales', NATION, none, 2022, [632, 894, 1196], 848, vehicles),
  tenThousands('vehicle-sales', NATION, none, 2022, [2680, 2950, 3100], 2050, vehicles),
];

export const STORY: readonly Series[] = [...nation, ...zhejiang, ...hangzhou, ...taizhou, ...chongqing];

/** Order matters: a total may be a part of a later one. */
export const TOTALS: readonly Total[] = [
  {
    code: 'vehicle-output',
    scope: none,
    of: [
      { code: 'nev-output', scope: none },
      { code: 'other-vehicle-output', scope: none },
    ],
  },
  {
    code: 'vehicle-sales',
    scope: none,
    of: [
      { code: 'nev-sales', scope: none },
      { code: 'other-vehicle-sales', scope: none },
    ],
  },
  {
    code: 'gross-output-value',
    scope: autoAboveScale,
    of: [
      { code: 'vehicle-making-output-value', scope: none },
      { code: 'parts-output-value', scope: none },
    ],
  },
  { code: 'parts-purchases', scope: none, group: CHUAN_YU, of: [{ code: 'parts-purchases', scope: none }] },
];

/** Rates that are shown beside the bound ones. */
export const EXTRA_RATES: readonly { readonly code: string; readonly scope: Scope }[] = [
  { code: 'vehicle-capacity-utilisation', scope: none },
  { code: 'nev-share-of-sales', scope: none },
];
