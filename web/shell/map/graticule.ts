import type { FeatureCollection } from './types.ts';

export type Bbox = readonly [west: number, south: number, east: number, north: number];

/** Degrees between lines, so that three to eight cross a view. */
const STEPS = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30];

export function graticuleStep([west, , east]: Bbox): number {
  const span = Math.max(east - west, 0.01);
  return STEPS.find((step) => span / step <= 8) ?? 30;
}

export interface Graticule {
  lines: FeatureCollection<{ axis: 'lon' | 'lat'; at: number }>;
  /** Meridians and parallels in sight, degrees. */
  meridians: number[];
  parallels: number[];
  step: number;
}

const within = (from: number, to: number, step: number): number[] => {
  const found: number[] = [];
  for (let n = Math.ceil(from / step); n * step <= to; n += 1) found.push(Number((n * step).toFixed(4)));
  return found;
};

/** Meridians and parallels of a view, drawn a little beyond it so that a drag shows no edge at once. */
export function graticule(bbox: Bbox): Graticule {
  const step = graticuleStep(bbox);
  const [west, south, east, north] = bbox;
  const meridians = within(west, east, step);
  const parallels = within(Math.max(south, -85), Math.min(north, 85), step);
  const wide = (east - west) / 2;
  const high = (north - south) / 2;
  const line = (axis: 'lon' | 'lat', at: number, coordinates: [number, number][]) => ({
    type: 'Feature' as const,
    properties: { axis, at },
    geometry: { type: 'LineString' as const, coordinates },
  });
  const low = Math.max(south - high, -85);
  const top = Math.min(north + high, 85);
  return {
    step,
    meridians,
    parallels,
    lines: {
      type: 'FeatureCollection',
      features: [
        ...within(west - wide, east + wide, step).map((at) =>
          line('lon', at, [
            [at, low],
            [at, top],
          ]),
        ),
        ...within(low, top, step).map((at) =>
          line('lat', at, [
            [west - wide, at],
            [east + wide, at],
          ]),
        ),
      ],
    },
  };
}

/** 120°E, 28.5°N. */
export function degreeLabel(axis: 'lon' | 'lat', at: number): string {
  const side = axis === 'lon' ? (at < 0 ? 'W' : 'E') : at < 0 ? 'S' : 'N';
  return `${Number(Math.abs(at).toFixed(2))}°${side}`;
}
