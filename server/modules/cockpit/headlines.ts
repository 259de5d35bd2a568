/**
 * Which indicators a region's cockpit shows as key figures, best first. As of 2025-09: what the five plans in the
 * library set targets for most often, output before money before infrastructure. An administrator may put another
 * list in its place (setting `cockpit.headlines`), which carries the date from which it holds.
 */
import type { LooseScope } from '../statistics/index.ts';

/** One place among the key figures: the first of the ways to measure it that has figures in the region is shown. */
export interface Headline {
  readonly indicator: string;
  readonly scopes: readonly LooseScope[];
}

export interface HeadlineList {
  /** `2025-09-01`: the list holds from this day on. */
  readonly from: string;
  readonly items: readonly Headline[];
}

/** More than five are not a summary any more (ux.md section 3, cockpit). */
export const MOST_FIGURES = 5;

const anywhere: readonly LooseScope[] = [{}];

export const defaultHeadlines: HeadlineList = {
  from: '2025-09-01',
  items: [
    { indicator: 'nev-output', scopes: anywhere },
    { indicator: 'nev-share-of-output', scopes: anywhere },
    { indicator: 'nev-exports', scopes: anywhere },
    {
      indicator: 'gross-output-value',
      scopes: [
        { industry: 'auto-industry', partySize: 'above-scale' },
        { industry: 'auto-industry' },
        { industry: 'all-industry', partySize: 'above-scale' },
      ],
    },
    {
      indicator: 'public-chargers',
      scopes: [{ chargerKind: ['public', 'shared', 'dedicated'] }, { chargerKind: ['public', 'shared'] }],
    },
    { indicator: 'vehicle-making-output-value', scopes: anywhere },
    { indicator: 'parts-output-value', scopes: [{ industry: 'icnev-parts' }, {}] },
    {
      indicator: 'revenue',
      scopes: [
        { industry: 'auto-manufacturing', partySize: 'above-scale' },
        { industry: 'cluster-5plus5', partySize: 'above-scale' },
      ],
    },
    { indicator: 'vehicle-capacity-utilisation', scopes: anywhere },
    { indicator: 'parts-enterprises', scopes: [{ industry: 'icnev-parts' }] },
    { indicator: 'digital-workshops', scopes: [{ industry: 'icnev-parts' }] },
    { indicator: 'hydrogen-stations', scopes: anywhere },
  ],
};
