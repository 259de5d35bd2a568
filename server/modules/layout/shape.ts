import type { Seat } from './seats.ts';

type Position = [number, number];
export type Shape =
  | { readonly type: 'Point'; readonly coordinates: Position }
  | { readonly type: 'MultiPoint' | 'LineString'; readonly coordinates: Position[] };

/** Patterns that run along something. */
const LINES = new Set(['belt', 'bay', 'corridor', 'wing']);

/**
 * Where a node lies, schematically: at the seat of its region; a belt or corridor as a line through the seats of its
 * regions; several places otherwise as that many points. Never an outline: none is known. Null without a seat.
 */
export function schematicShape(pattern: string, seats: readonly Seat[]): Shape | null {
  const positions = distinct(seats.map(({ lon, lat }): Position => [lon, lat]));
  const [first] = positions;
  if (!first) return null;
  if (positions.length === 1) return { type: 'Point', coordinates: first };
  return LINES.has(pattern)
    ? { type: 'LineString', coordinates: chain(positions) }
    : { type: 'MultiPoint', coordinates: positions };
}

const distinct = (positions: readonly Position[]): Position[] => [
  ...new Map(positions.map((position) => [position.join(), position])).values(),
];

/** From the northernmost on, each time to the nearest that is left: a line that does not run to and fro. */
function chain(positions: readonly Position[]): Position[] {
  const left = [...positions].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const line: Position[] = left.splice(0, 1);
  while (left.length > 0) {
    const last = line.at(-1) as Position;
    const distances = left.map(([lon, lat]) => (lon - last[0]) ** 2 + (lat - last[1]) ** 2);
    line.push(...left.splice(distances.indexOf(Math.min(...distances)), 1));
  }
  return line;
}
