import type { Block, Words } from '../blocks.ts';

/**
 * A kind of report as data. Indicators are candidates, best first: a new report takes those that its region has figures
 * of. A part whose every candidate is without figures is left out, headings with nothing under them as well.
 */
export interface Outline {
  readonly kind: 'bulletin' | 'analysis' | 'white-paper' | 'evaluation';
  readonly names: Words;
  /** `{place}`, `{period}`, `{year}`, `{plan}` are put in. */
  readonly title: Words;
  /** Cover page and table of contents. */
  readonly long: boolean;
  readonly needsPlan: boolean;
  readonly parts: readonly Part[];
}

type Chosen<T> = T extends { series: unknown } ? Omit<T, 'series' | 'id'> : Omit<T, 'id'>;

export interface Part {
  readonly block: Chosen<Block>;
  /** Candidates, indicator codes; `most` of them are taken, one where the block shows one. */
  readonly from?: readonly string[];
  readonly most?: number;
  /** Only for series whose regions below have figures. */
  readonly regional?: boolean;
}

export const chapter = (zh: string, en: string): Part => ({ block: { type: 'heading', level: 1, text: { zh, en } } });
export const section = (zh: string, en: string): Part => ({ block: { type: 'heading', level: 2, text: { zh, en } } });
export const toWrite = (zh: string, en: string): Part => ({
  block: { type: 'text', text: { zh: '', en: '' }, hint: { zh, en } },
});
export const about = (type: 'growth', from: readonly string[], most: number): Part => ({
  block: { type } as Chosen<Block>,
  from,
  most,
});
export const regional = (type: 'ranking' | 'contribution' | 'map', from: readonly string[]): Part => ({
  block: { type } as Chosen<Block>,
  from,
  most: 1,
  regional: true,
});
export const tableOf = (of: 'indicators' | 'regions', from: readonly string[], most = 1): Part => ({
  block: { type: 'table', of } as Chosen<Block>,
  from,
  most,
  regional: of === 'regions',
});
export const chartOf = (of: 'trend' | 'regions' | 'contribution', from: readonly string[]): Part => ({
  block: { type: 'chart', of } as Chosen<Block>,
  from,
  most: 1,
  regional: of !== 'trend',
});

export const SCALE = [
  'nev-output',
  'vehicle-output',
  'nev-share-of-output',
  'gross-output-value',
  'parts-output-value',
  'parts-revenue',
  'revenue',
  'nev-sales',
] as const;
export const STRUCTURE = [
  'nev-share-of-output',
  'nev-share-of-sales',
  'nev-output-share-of-nation',
  'cluster-share-of-revenue',
] as const;
export const EXPORTS = ['nev-exports', 'vehicle-exports', 'parts-export-value'] as const;
export const CAPACITY = ['vehicle-capacity-utilisation', 'vehicle-capacity-available'] as const;
export const CHAIN = [
  'local-sourcing-rate',
  'local-parts-purchases',
  'parts-purchases',
  'parts-enterprises',
  'enterprises-introduced',
] as const;
export const INNOVATION = [
  'innovation-platforms',
  'pct-filings',
  'public-rd-funding',
  'technology-breakthroughs',
  'enterprise-technology-centres',
  'rd-body-coverage',
] as const;
export const FIRMS = [
  'little-giants',
  'single-champions',
  'technology-smes',
  'srdi-smes',
  'high-tech-enterprises',
  'above-scale-enterprises',
] as const;
export const UPGRADING = [
  'green-low-carbon-factories',
  'smart-factories',
  'digital-workshops',
  'digital-transformation-coverage',
  'upgrade-projects',
  'equipment-replaced',
] as const;
export const INFRASTRUCTURE = [
  'public-chargers',
  'hydrogen-stations',
  'fleet-electrification',
  'fleet-nev-share-of-additions',
] as const;

/** The first of these decides what the regional parts speak of. */
export const REGIONAL = ['nev-output', 'parts-output-value', 'gross-output-value', 'revenue', 'parts-revenue'] as const;
