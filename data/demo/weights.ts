import type { Season, Split } from './story.ts';

/**
 * Share of each month in a year; January and February together first. Invented, with the usual Chinese shape: a slow
 * start around the Spring Festival, peaks at the ends of quarters, and a heavy end of the year.
 */
export const SEASONS: Readonly<Record<Season, readonly number[]>> = {
  // Jan-Feb, Mar, Apr, May, Jun, Jul, Aug, Sep, Oct, Nov, Dec; to August: 62 % of the year
  vehicles: [0.128, 0.083, 0.076, 0.079, 0.086, 0.08, 0.088, 0.094, 0.092, 0.098, 0.096],
  // 64.5 %
  value: [0.142, 0.086, 0.079, 0.08, 0.091, 0.081, 0.086, 0.091, 0.085, 0.088, 0.091],
  // 52 %: lists and certificates are published late in the year
  lists: [0.08, 0.07, 0.06, 0.07, 0.11, 0.06, 0.07, 0.1, 0.09, 0.11, 0.18],
  // 66.7 %
  even: [2 / 12, ...Array.from({ length: 10 }, () => 1 / 12)],
};

type Table = Readonly<Record<string, number>>;
const zhejiang: Readonly<Record<Exclude<Split, 'whole-industry'>, Table>> = {
  nev: {
    330100: 15.4,
    330200: 25.6,
    330300: 2.1,
    330400: 2.7,
    330500: 6,
    330600: 1.3,
    330700: 8.1,
    330800: 0.35,
    330900: 0,
    331000: 12.7,
    331100: 0.35,
  },
  'other-vehicles': {
    330100: 10.8,
    330200: 16.4,
    330300: 0.9,
    330400: 1.2,
    330500: 1.2,
    330600: 1.1,
    330700: 2.3,
    330800: 0.25,
    330900: 0.3,
    331000: 8.8,
    331100: 0.15,
  },
  industry: {
    330100: 26,
    330200: 24,
    330300: 11,
    330400: 9,
    330500: 8,
    330600: 7,
    330700: 8,
    330800: 1.5,
    330900: 0.8,
    331000: 13,
    331100: 1.2,
  },
  people: {
    330100: 24,
    330200: 17,
    330300: 13,
    330400: 9,
    330500: 6,
    330600: 8,
    330700: 11,
    330800: 3,
    330900: 1.5,
    331000: 9,
    331100: 2.5,
  },
};
const hangzhou: typeof zhejiang = {
  nev: { 330114: 74, 330109: 8, 330110: 12, 330113: 4, 330111: 2 },
  'other-vehicles': { 330114: 82, 330109: 9, 330110: 4, 330113: 3, 330111: 2 },
  industry: {
    330114: 34,
    330109: 27,
    330110: 12,
    330113: 11,
    330108: 6,
    330111: 4,
    330122: 2,
    330182: 2,
    330112: 1,
    330106: 0.5,
    330105: 0.3,
    330102: 0.1,
    330127: 0.1,
  },
  people: {
    330102: 11,
    330105: 10,
    330106: 10,
    330108: 6,
    330109: 16,
    330110: 13,
    330111: 7,
    330112: 5,
    330113: 9,
    330114: 6,
    330122: 3,
    330127: 2,
    330182: 2,
  },
};
const taizhou: Table = {
  331002: 12,
  331003: 11,
  331004: 14,
  331022: 4,
  331023: 5,
  331024: 5,
  331081: 21,
  331082: 15,
  331083: 13,
};
const chongqing: Table = {
  500112: 14,
  500106: 7,
  500107: 7,
  500113: 6,
  500109: 5,
  500108: 3,
  500104: 2,
  500105: 4,
  500103: 0.3,
  500116: 9,
  500120: 9,
  500118: 7,
  500117: 6,
  500111: 5,
  500151: 5,
  500153: 3,
  500152: 2,
  500102: 4,
  500115: 4,
  500101: 2,
  500110: 2.5,
  500119: 1.5,
  500155: 1,
  500154: 0.8,
  500231: 0.7,
  500230: 0.4,
};

/** Weights of the regions below `region`; a region that the table does not name gets `rest`. */
export function weightsOf(region: string, split: Split): { readonly table: Table; readonly rest: number } {
  if (region === '331000') return { table: taizhou, rest: 0 };
  if (region === '500000' || region === 'group-yuxi') return { table: chongqing, rest: 0.15 };
  const table = split === 'whole-industry' ? 'industry' : split;
  if (region === '330000') return { table: zhejiang[table], rest: 0 };
  if (region === '330100') return { table: hangzhou[table], rest: 0 };
  throw new RangeError(`no weights for ${region}`);
}
