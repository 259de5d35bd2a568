/** Where a region's tile stands: [column, row] from 0. A scheme of ours, as names lie to each other; no boundaries. */
const zhejiang: Readonly<Record<string, readonly [number, number]>> = {
  '330500': [1, 0],
  '330400': [2, 0],
  '330100': [1, 1],
  '330600': [2, 1],
  '330200': [3, 1],
  '330900': [4, 1],
  '330800': [0, 2],
  '330700': [1, 2],
  '331000': [3, 2],
  '331100': [1, 3],
  '330300': [2, 3],
};
const schemes: Readonly<Record<string, typeof zhejiang>> = { '330000': zhejiang };

/** The scheme of a region whose every part has a place in it; null where there is none: bars then. */
export function tilesOf(region: string, parts: readonly string[]): typeof zhejiang | null {
  const scheme = schemes[region];
  return scheme && parts.every((code) => scheme[code]) ? scheme : null;
}

/** Class of a value from 0 to 4 by its share of the largest: five at most, equal steps. */
export const classOf = (value: number, most: number): number =>
  most <= 0 ? 0 : Math.min(4, Math.floor((value / most) * 5));
