/**
 * Which indicators are parts of which: what a plan's numbers can be held against. From the catalogue (`parent`, `equals`
 * and the formulas of shares in `data/indicators.json`); the test beside this file holds the two together.
 */

/** Every part belongs to one whole, and all parts together are the whole. */
export const partitions: readonly {
  readonly whole: string;
  /** The whole is meant only with this scope. */
  readonly scope: Readonly<Record<string, string>>;
  readonly parts: readonly string[];
}[] = [
  // Formula of vehicle-making-share-of-output-value: its denominator is 整车 + 零部件.
  {
    whole: 'gross-output-value',
    scope: { industry: 'auto-industry' },
    parts: ['vehicle-making-output-value', 'parts-output-value'],
  },
];

/** Shares of one whole, in per cent, that make 100 together. */
export const sharesOfOne: readonly (readonly string[])[] = [
  ['vehicle-making-share-of-output-value', 'parts-share-of-output-value'],
];

/** Shares that regions have of the region above: of all its divisions together at most 100. */
export const sharesOfRegionAbove: readonly string[] = ['output-value-share-of-parent-region'];

/** A part is counted in the whole and cannot be more. Parts of one whole may overlap. The catalogue's `parent`. */
export const partOf: Readonly<Record<string, string>> = {
  'nev-output': 'vehicle-output',
  'nev-sales': 'vehicle-sales',
  'vehicle-making-output-value': 'gross-output-value',
  'parts-output-value': 'gross-output-value',
  'nev-output-value': 'gross-output-value',
  'parts-revenue': 'revenue',
  'nev-capacity-built': 'vehicle-capacity-built',
  'vehicle-capacity-usable': 'vehicle-capacity-built',
  'vehicle-capacity-available': 'vehicle-capacity-usable',
  'battery-capacity-available': 'battery-capacity-built',
  'nev-registrations': 'vehicle-registrations',
  'private-vehicle-registrations': 'vehicle-registrations',
  'private-nev-registrations': 'nev-registrations',
  'fcev-put-into-use': 'nev-registrations',
  'nev-stock': 'vehicle-stock',
  'fcev-stock': 'nev-stock',
  'fleet-nevs': 'nev-stock',
  'nev-exports': 'vehicle-exports',
  'local-parts-purchases': 'parts-purchases',
  'above-scale-enterprises': 'chain-enterprises',
  'parts-enterprises': 'chain-enterprises',
  'enterprises-introduced': 'enterprises-entered',
  'cross-industry-enterprises': 'enterprises-entered',
  'enterprise-technology-centres': 'innovation-platforms',
  incubators: 'innovation-platforms',
  'technical-upgrade-investment': 'industrial-investment',
  'foreign-projects-introduced': 'projects-signed',
  'dedicated-chargers': 'chargers',
  'public-chargers': 'chargers',
  'private-chargers': 'chargers',
  'v2g-chargers': 'chargers',
};

/**
 * Parts whose own name says the industry: the whole's industry, where it is stated, must be one that holds it. Elsewhere a
 * part is compared with a whole of its own scope or a wider one.
 */
export const industriesAround: Readonly<Record<string, readonly string[]>> = {
  'vehicle-making-output-value': ['auto-industry', 'manufacturing', 'all-industry'],
  'parts-output-value': ['auto-industry', 'manufacturing', 'all-industry'],
  'nev-output-value': ['auto-industry', 'manufacturing', 'all-industry'],
  'parts-revenue': ['auto-industry', 'manufacturing', 'all-industry'],
};
