/** A place as it is typed: longitude, latitude and an address. Pure. */
import { type Datum, toWgs84 } from './datum.ts';

/** A point as the form keeps it, in WGS 84; a degree that is missing or no number is null. */
interface PointValue {
  type: 'Point';
  coordinates: (number | null)[];
  address?: string;
}
/** Where only the address is known. */
interface AddressValue {
  type: 'GeometryCollection';
  geometries: never[];
  address: string;
}

export const isPoint = (value: unknown): value is PointValue =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'Point' && 'coordinates' in value;

export const addressOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'address' in value && typeof value.address === 'string'
    ? value.address
    : '';

export const coordinateText = (value: unknown, index: 0 | 1): string => {
  const degrees = isPoint(value) ? value.coordinates[index] : null;
  return degrees === null || degrees === undefined ? '' : String(degrees);
};

const degreesOf = (typed: string): number | null => {
  const words = typed.trim();
  return /^-?\d+(\.\d+)?$/.test(words) ? Number(words) : null;
};
const toSevenPlaces = (degrees: number) => Number(degrees.toFixed(7));

export interface TypedPlace {
  lon: string;
  lat: string;
  datum: Datum;
  address: string;
}

/** null when nothing is there. */
export function placeOf({ lon, lat, datum, address }: TypedPlace): PointValue | AddressValue | null {
  const words = address.trim();
  if (lon.trim() === '' && lat.trim() === '') {
    return words === '' ? null : { type: 'GeometryCollection', geometries: [], address: words };
  }
  const [x, y] = [degreesOf(lon), degreesOf(lat)];
  const isWhole = x !== null && y !== null && Math.abs(x) <= 180 && Math.abs(y) <= 90;
  const coordinates = isWhole ? toWgs84([x, y], datum).map(toSevenPlaces) : [x, y];
  return { type: 'Point', coordinates, ...(words === '' ? {} : { address: words }) };
}

/** Both degrees there and within their ranges. */
export function isWholePoint(value: PointValue): boolean {
  const [lon, lat] = value.coordinates;
  return typeof lon === 'number' && typeof lat === 'number' && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
}
