import { type FieldProblem, unprocessable } from '../../kernel/errors.ts';
import { gcj02ToWgs84 } from './datum.ts';
import type { BoundaryFeature, BoundaryFile } from './model.ts';

/** What a file of a province with its counties needs many times over; beyond it a browser no longer draws smoothly. */
export const MAX_POINTS = 400_000;
const MAX_PROBLEMS = 20;
/** Names under which boundary files carry the division code and the name. */
const CODE_NAMES = ['code', 'adcode', 'division', '行政区划代码', '区划码', 'gb', 'id'];
const NAME_NAMES = ['name', '名称', '地名', 'NAME'];

type Ring = [number, number][];

/**
 * A boundary file as the maps take it: in WGS 84, five decimals, each area with code and name. Nothing is guessed: what
 * is wrong is said with the number of the feature, all at once.
 * @throws AppError 422 `boundaries-invalid`.
 */
export function readBoundaries(file: BoundaryFile, known: ReadonlySet<string>): BoundaryFeature[] {
  const problems: FieldProblem[] = [];
  const wrong = (field: string, code: string, message: string) => {
    if (problems.length < MAX_PROBLEMS) problems.push({ field, code, message });
  };
  const list = featuresOf(file.geojson);
  if (!list) {
    wrong('geojson', 'not-a-collection', 'A GeoJSON FeatureCollection with its features is wanted.');
    throw refused(problems);
  }
  if (list.length === 0) wrong('geojson.features', 'empty', 'The file holds no feature.');
  const seen = new Set<string>();
  let points = 0;
  const features = list.flatMap((raw, at): BoundaryFeature[] => {
    const field = `geojson.features.${at}`;
    const properties = object(object(raw)?.properties) ?? {};
    const code = textOf(properties, CODE_NAMES);
    if (!code || !/^\d{6}$/.test(code))
      wrong(`${field}.properties`, 'code-missing', `No division code of six digits (${CODE_NAMES.join(', ')}).`);
    else if (!known.has(code)) wrong(`${field}.properties`, 'code-unknown', `${code} is not a division we know.`);
    else if (seen.has(code))
      wrong(`${field}.properties`, 'code-twice', `${code} is there twice; make it one MultiPolygon.`);
    if (code) seen.add(code);
    const rings = polygonsOf(object(object(raw)?.geometry));
    if (!rings) {
      wrong(`${field}.geometry`, 'not-an-area', 'A Polygon or MultiPolygon is wanted.');
      return [];
    }
    const converted = rings.map((polygon) => polygon.map((ring) => convert(ring, file.datum)));
    for (const ring of converted.flat()) {
      points += ring?.length ?? 0;
      if (!ring)
        wrong(
          `${field}.geometry`,
          'coordinates-unreadable',
          'Coordinates are [longitude, latitude] in degrees, 70 to 140 and 0 to 60.',
        );
      else if (ring.length < 4 || !same(ring[0], ring.at(-1)))
        wrong(`${field}.geometry`, 'ring-open', 'A ring has four positions or more and ends where it begins.');
    }
    const coordinates = converted as Ring[][];
    return [
      {
        type: 'Feature',
        properties: { code: code ?? '', name: textOf(properties, NAME_NAMES) },
        geometry:
          coordinates.length === 1
            ? { type: 'Polygon', coordinates: coordinates[0] ?? [] }
            : { type: 'MultiPolygon', coordinates },
      },
    ];
  });
  if (points > MAX_POINTS)
    wrong('geojson', 'too-many-points', `${points} positions; simplify the file to at most ${MAX_POINTS}.`);
  if (problems.length > 0) throw refused(problems);
  return features;
}

const refused = (problems: FieldProblem[]) =>
  unprocessable('boundaries-invalid', `${problems[0]?.field}: ${problems[0]?.message}`, problems);

const object = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;

function featuresOf(geojson: unknown): unknown[] | null {
  const collection = object(geojson);
  return collection?.type === 'FeatureCollection' && Array.isArray(collection.features) ? collection.features : null;
}

function textOf(properties: Record<string, unknown>, names: readonly string[]): string | null {
  for (const name of names) {
    const value = properties[name];
    // Surveys write nine digits with 156 for China before the six.
    if (typeof value === 'string' || typeof value === 'number')
      return String(value)
        .trim()
        .replace(/^156(?=\d{6}$)/, '');
  }
  return null;
}

function polygonsOf(geometry: Record<string, unknown> | null): unknown[][] | null {
  const { type, coordinates } = geometry ?? {};
  if (!Array.isArray(coordinates)) return null;
  const polygons = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : null;
  return polygons?.every((polygon) => Array.isArray(polygon)) ? (polygons as unknown[][]) : null;
}

/** Null where a position cannot be one in China. CGCS2000 is taken as WGS 84: they differ by centimetres. */
function convert(ring: unknown, datum: BoundaryFile['datum']): Ring | null {
  if (!Array.isArray(ring)) return null;
  const read: Ring = [];
  for (const position of ring as unknown[]) {
    const [lon, lat] = Array.isArray(position) ? (position as unknown[]) : [];
    if (typeof lon !== 'number' || typeof lat !== 'number') return null;
    if (!(lon >= 70 && lon <= 140 && lat >= 0 && lat <= 60)) return null;
    const [x, y] = datum === 'gcj02' ? gcj02ToWgs84([lon, lat]) : [lon, lat];
    read.push([round(x), round(y)]);
  }
  return read;
}

const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5;
const same = (a: [number, number] | undefined, b: [number, number] | undefined) =>
  a?.[0] === b?.[0] && a?.[1] === b?.[1];
