/** A place as it is typed: longitude and latitude in degrees and the datum that they are in. Pure. */
export const datums = ['wgs84', 'cgcs2000', 'gcj02', 'bd09'] as const;
export type Datum = (typeof datums)[number];

/** A point as the form keeps it; `datum` is absent where it is WGS 84 and goes out with the value otherwise. */
export interface PointValue {
  type: 'Point';
  coordinates: (number | null)[];
  datum?: Datum;
}

export const isPoint = (value: unknown): value is PointValue =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'Point' && 'coordinates' in value;

export const coordinateText = (value: unknown, index: 0 | 1): string => {
  const degrees = isPoint(value) ? value.coordinates[index] : null;
  return degrees === null || degrees === undefined ? '' : String(degrees);
};

const degreesOf = (typed: string): number | null => {
  const words = typed.trim();
  return /^-?\d+(\.\d+)?$/.test(words) ? Number(words) : null;
};

/** null when neither is there. */
export function pointOf(lon: string, lat: string, datum: Datum): PointValue | null {
  if (lon.trim() === '' && lat.trim() === '') return null;
  return { type: 'Point', coordinates: [degreesOf(lon), degreesOf(lat)], ...(datum === 'wgs84' ? {} : { datum }) };
}

/** Both degrees there and within their ranges. */
export function isWholePoint(value: PointValue): boolean {
  const [lon, lat] = value.coordinates;
  return typeof lon === 'number' && typeof lat === 'number' && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
}
