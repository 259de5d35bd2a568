/**
 * Which series of the story is borne out by entries: as many entries as the figure of the data month says, place by place.
 * A series that no recipe names stays what forms report.
 */
import type { Scope } from '../story.ts';

export interface Recipe {
  readonly code: string;
  readonly scope: Scope;
  /** Region whose series it is. */
  readonly region: string;
  readonly register: string;
  readonly state: string;
  /** Tags of the firm that an entry is about. */
  readonly tags: readonly string[];
  /** What makes an entry count. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Field that takes a day of this year up to the data month: a flow. A stock has days of earlier years too. */
  readonly date: string;
  readonly kind: 'stock' | 'flow';
  /** Field whose sum is the figure; without it entries are counted. `parts` is the usual size of one. */
  readonly sum?: { readonly field: string; readonly part: number; readonly also?: readonly string[] };
  /** Each entry is of another firm of the place. */
  readonly distinct?: true;
  /** Only of firms above scale. */
  readonly scaled?: true;
  /** The figure counts what earlier recipes of the same register made as well. */
  readonly fills?: true;
}

const ZHEJIANG = '330000';
const HANGZHOU = '330100';
const TAIZHOU = '331000';
const CHONGQING = '500000';
const chain: Scope = { industry: 'nev-chain' };
const parts: Scope = { industry: 'icnev-parts' };
const auto: Scope = { industry: 'auto-industry' };
const NEV = ['nev-chain', 'auto-industry', 'auto-parts'];
const PARTS = ['icnev-parts', 'nev-chain', 'auto-parts', 'auto-industry'];

const rung = (
  code: string,
  region: string,
  scope: Scope,
  value: string,
  level: string,
  tags: readonly string[],
): Recipe => ({
  code,
  scope,
  region,
  register: 'ladder-certifications',
  state: 'recognised',
  tags,
  values: { rung: value, level },
  date: 'certified-on',
  kind: 'stock',
  distinct: true,
});
const factory = (code: string, region: string, scope: Scope, value: string, tags: readonly string[]): Recipe => ({
  code,
  scope,
  region,
  register: 'factory-rungs',
  state: 'recognised',
  tags,
  values: { rung: value, level: 'provincial' },
  date: 'recognised-on',
  kind: 'stock',
});
const centre = (level: string, region: string, scope: Scope, tags: readonly string[]): Recipe => ({
  code: 'enterprise-technology-centres',
  scope: { ...scope, level },
  region,
  register: 'rd-institutions',
  state: 'recognised',
  tags,
  values: { kind: 'tech-center', level },
  date: 'recognised-on',
  kind: 'stock',
  distinct: true,
  scaled: true,
});

export const RECIPES: readonly Recipe[] = [
  rung('little-giants', ZHEJIANG, { ...chain, level: 'national' }, 'little-giant', 'national', NEV),
  rung('single-champions', ZHEJIANG, { ...chain, level: 'national' }, 'champion', 'national', NEV),
  rung('technology-smes', ZHEJIANG, chain, 'tech-sme', 'provincial', NEV),
  rung('ecosystem-leaders', ZHEJIANG, chain, 'eco-leader', 'provincial', NEV),
  rung('global-players', HANGZHOU, chain, 'global-player', 'city', NEV),
  rung('srdi-smes', CHONGQING, { ...parts, level: 'provincial-or-higher' }, 'srdi', 'provincial', PARTS),
  rung('high-tech-enterprises', CHONGQING, parts, 'hi-tech', 'provincial', PARTS),
  factory('digital-workshops', HANGZHOU, auto, 'digital-workshop', NEV),
  factory('smart-factories', HANGZHOU, auto, 'smart-factory', NEV),
  factory('digital-workshops', CHONGQING, parts, 'digital-workshop', PARTS),
  factory('smart-factories', CHONGQING, parts, 'smart-factory', PARTS),
  centre('national', HANGZHOU, auto, NEV),
  centre('provincial', HANGZHOU, auto, NEV),
  centre('city', HANGZHOU, auto, NEV),
  centre('national', CHONGQING, parts, PARTS),
  centre('provincial', CHONGQING, parts, PARTS),
  {
    code: 'rd-body-enterprises',
    scope: { ...parts, partySize: 'above-scale' },
    region: CHONGQING,
    register: 'rd-institutions',
    state: 'recognised',
    tags: PARTS,
    values: { kind: 'internal', level: 'enterprise' },
    date: 'recognised-on',
    kind: 'stock',
    distinct: true,
    scaled: true,
    fills: true,
  },
  {
    code: 'innovation-platforms',
    scope: { ...chain, level: 'provincial-or-higher' },
    region: ZHEJIANG,
    register: 'innovation-platforms',
    state: 'recognised',
    tags: NEV,
    values: { kind: 'key-lab', level: 'provincial', 'chain-tags': NEV },
    date: 'recognised-on',
    kind: 'stock',
  },
  {
    code: 'green-low-carbon-factories',
    scope: { ...chain, level: 'provincial' },
    region: ZHEJIANG,
    register: 'green-lists',
    state: 'recognised',
    tags: NEV,
    values: { kind: 'low-carbon-factory', level: 'provincial', 'chain-tags': NEV },
    date: 'listed-on',
    kind: 'stock',
  },
  {
    code: 'hydrogen-stations',
    scope: {},
    region: ZHEJIANG,
    register: 'hydrogen-stations',
    state: 'running',
    tags: NEV,
    values: {},
    date: 'opened-on',
    kind: 'stock',
  },
  {
    code: 'hydrogen-corridors',
    scope: {},
    region: ZHEJIANG,
    register: 'demonstrations',
    state: 'running',
    tags: NEV,
    values: { kind: 'hydrogen-corridor', level: 'provincial' },
    date: 'from-on',
    kind: 'stock',
  },
  {
    code: 'pct-filings',
    scope: chain,
    region: ZHEJIANG,
    register: 'patents',
    state: 'filed',
    tags: NEV,
    values: { type: 'pct', 'chain-tags': NEV },
    date: 'applied-on',
    kind: 'flow',
  },
  {
    code: 'specialised-parks',
    scope: parts,
    region: CHONGQING,
    register: 'industry-parks',
    state: 'active',
    tags: PARTS,
    values: { kind: 'featured', level: 'city', 'chain-tags': PARTS },
    date: 'approved-on',
    kind: 'stock',
  },
  {
    code: 'industry-alliances',
    scope: chain,
    region: CHONGQING,
    register: 'consortia-alliances',
    state: 'recognised',
    tags: PARTS,
    values: { kind: 'alliance', level: 'provincial', 'chain-tags': PARTS },
    date: 'founded-on',
    kind: 'stock',
  },
  {
    code: 'foreign-projects-introduced',
    scope: parts,
    region: CHONGQING,
    register: 'major-projects',
    state: 'filed',
    tags: PARTS,
    values: { source: 'foreign', levels: ['city-key'], 'chain-tags': PARTS },
    date: 'entered-on',
    kind: 'flow',
  },
  {
    code: 'endogenous-large-projects',
    scope: { threshold: '10亿元' },
    region: TAIZHOU,
    register: 'major-projects',
    state: 'building',
    tags: NEV,
    values: { levels: ['fission', 'city-key'], 'total-invest': 150_000, 'chain-tags': NEV },
    date: 'entered-on',
    kind: 'stock',
  },
  {
    code: 'low-efficiency-land-renewed',
    scope: {},
    region: TAIZHOU,
    register: 'industrial-land',
    state: 'renewed',
    tags: NEV,
    values: { class: 'inefficient', cause: 'low-yield' },
    date: 'renewed-on',
    kind: 'flow',
    sum: { field: 'renewed-area', part: 24, also: ['area'] },
  },
];

/** Where a register's own count leads instead of forms, from the data month on. */
export const LEADS: readonly { readonly register: string; readonly region: string }[] = [
  { register: 'ladder-certifications', region: ZHEJIANG },
  { register: 'ladder-certifications', region: CHONGQING },
  { register: 'enterprises', region: CHONGQING },
  { register: 'factory-rungs', region: HANGZHOU },
  { register: 'factory-rungs', region: CHONGQING },
  { register: 'rd-institutions', region: HANGZHOU },
  { register: 'rd-institutions', region: CHONGQING },
  { register: 'innovation-platforms', region: ZHEJIANG },
  { register: 'green-lists', region: ZHEJIANG },
  { register: 'hydrogen-stations', region: ZHEJIANG },
  { register: 'demonstrations', region: ZHEJIANG },
  { register: 'patents', region: ZHEJIANG },
  { register: 'industry-parks', region: CHONGQING },
  { register: 'consortia-alliances', region: CHONGQING },
  { register: 'major-projects', region: CHONGQING },
  { register: 'major-projects', region: TAIZHOU },
  { register: 'industrial-land', region: TAIZHOU },
];
