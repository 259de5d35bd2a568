import type { Field } from './types.ts';

/** A geometry of GeoJSON, longitude before latitude. */
export interface Geometry {
  readonly type: string;
  readonly coordinates: unknown;
}

const PAIR = /^(-?\d{1,3}(?:\.\d{1,12})?)\s*[,，\s]\s*(-?\d{1,2}(?:\.\d{1,12})?)$/u;
const SWAPPED = /^(-?\d{1,2}(?:\.\d{1,12})?)\s*[,，\s]\s*(\d{3}(?:\.\d{1,12})?)$/u;
const DEEPEST = 4;

/**
 * `120.15,30.28` is a point; several with `;` between are a line, or the ring of an area where the field wants one;
 * GeoJSON is taken as it is. Null where it is none of these. The datum is the caller's business.
 */
export function placeFrom(text: string, shape: Field['shape']): Geometry | null {
  if (text.startsWith('{')) return geoJson(text);
  const points: [number, number][] = [];
  for (const part of text.split(/[;；]/)) {
    const parts = PAIR.exec(part.trim());
    const point: [number, number] = [Number(parts?.[1]), Number(parts?.[2])];
    if (!isPosition(point)) return null;
    points.push(point);
  }
  const [first] = points;
  if (!first) return null;
  if (points.length === 1)
    return shape === 'line' || shape === 'polygon' ? null : { type: 'Point', coordinates: first };
  const last = points.at(-1) as [number, number];
  const isClosed = last[0] === first[0] && last[1] === first[1];
  if (shape === 'polygon' || (shape === 'any' && isClosed)) {
    const ring = isClosed ? points : [...points, first];
    return ring.length < 4 ? null : { type: 'Polygon', coordinates: [ring] };
  }
  return shape === 'point' ? null : { type: 'LineString', coordinates: points };
}

/** Whether latitude stands before longitude; the text the right way round. */
export function swappedPlace(text: string): string | null {
  const parts = SWAPPED.exec(text);
  return parts && Number(parts[2]) <= 180 ? `${parts[2]},${parts[1]}` : null;
}

function geoJson(text: string): Geometry | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || !('type' in value) || !('coordinates' in value)) return null;
  const isGeometry = /^(Multi)?(Point|LineString|Polygon)$/.test(String(value.type));
  if (!isGeometry || !arePositions(value.coordinates, 0)) return null;
  return { type: String(value.type), coordinates: value.coordinates };
}

const isPosition = (value: readonly unknown[]) => {
  const [longitude, latitude] = value;
  if (typeof longitude !== 'number' || typeof latitude !== 'number') return false;
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
};

function arePositions(value: unknown, depth: number): boolean {
  if (!Array.isArray(value) || value.length === 0 || depth >= DEEPEST) return false;
  return typeof value[0] === 'number' ? isPosition(value) : value.every((item) => arePositions(item, depth + 1));
}

/** The inverse of `placeFrom`. */
export function placeText(value: unknown): string {
  const { type, coordinates } = value as Geometry;
  if (type === 'Point') return (coordinates as number[]).slice(0, 2).join(',');
  if (type === 'LineString') return (coordinates as number[][]).map((point) => point.slice(0, 2).join(',')).join(';');
  return JSON.stringify(value);
}
