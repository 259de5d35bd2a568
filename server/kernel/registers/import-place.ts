import type { Field } from '@liannao/registers';
import given from 'gcoord';
import type { ImportRow, Locale, RowProblem } from '../imports/importer.ts';

type PlaceAnswer = { readonly value: unknown } | { readonly problem: RowProblem };

const DATUMS: readonly (readonly [pattern: RegExp, from: 'wgs84' | 'gcj02' | 'bd09'])[] = [
  [/^(|wgs-?84|epsg:?4326|cgcs-?2000|国家2000|2000国家大地坐标系)$/i, 'wgs84'],
  [/^(gcj-?02|国测局|火星坐标|火星坐标系|高德|腾讯)$/i, 'gcj02'],
  [/^(bd-?09|百度|百度坐标系)$/i, 'bd09'],
];

/**
 * The place of an entry in WGS 84, from its own cell or from those for longitude and latitude; the datum may be another.
 * An address is kept beside it, and stays where there are no coordinates yet.
 */
export function placeOf(field: Field, given: unknown, { line, values }: ImportRow, locale: Locale): PlaceAnswer {
  const cell = (part: string) => values[`${field.id}.${part}`] ?? '';
  const wrong = (part: string, zh: string, en: string, remedy: readonly [string, string], suggestion?: string) => ({
    problem: {
      line,
      column: part === '' ? field.id : `${field.id}.${part}`,
      value: part === '' ? (values[field.id] ?? '') : cell(part),
      problem: locale === 'zh' ? zh : en,
      remedy: remedy[locale === 'zh' ? 0 : 1],
      ...(suggestion === undefined ? {} : { suggestion }),
    },
  });
  const datum = DATUMS.find(([pattern]) => pattern.test(cell('datum')))?.[1];
  if (!datum)
    return wrong(
      'datum',
      '不认识这个坐标系',
      'is no known datum',
      ['wgs84、gcj02 或 bd09', 'wgs84, gcj02 or bd09'],
      'wgs84',
    );
  const address = cell('address');
  const withAddress = (place: object) => ({ value: address === '' ? place : { ...place, address } });
  const [lon, lat] = [cell('lon'), cell('lat')];
  if (lon === '' && lat === '') {
    if (given !== null && given !== undefined) return withAddress(moved(given as object, datum));
    return { value: address === '' ? null : { type: 'GeometryCollection', geometries: [], address } };
  }
  const [x, y] = [degrees(lon), degrees(lat)];
  const inside: readonly [string, string] = ['度，经度 73 到 136，纬度 3 到 54', 'Degrees, such as 120.15 and 30.28'];
  if (x === null) return wrong('lon', '不是经度', 'is no longitude', inside);
  if (y === null) return wrong('lat', '不是纬度', 'is no latitude', inside);
  if (Math.abs(y) > 90 && Math.abs(x) <= 90)
    return wrong('lat', '经度和纬度写反了', 'stands in the longitude’s place', inside, lon);
  if (Math.abs(x) > 180 || Math.abs(y) > 90) return wrong('lon', '不在地球上', 'is no place on earth', inside);
  return withAddress(moved({ type: 'Point', coordinates: [x, y] }, datum));
}

const degrees = (text: string): number | null => (/^-?\d{1,3}(\.\d{1,15})?$/.test(text) ? Number(text) : null);

// The package is CommonJS: its types describe the names that its default export holds.
const gcoord = given as unknown as (typeof given)['default'];

const FROM = { gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const;

function moved(geometry: object, datum: 'wgs84' | 'gcj02' | 'bd09'): object {
  if (datum === 'wgs84') return geometry;
  const walk = (part: unknown): unknown => {
    if (!Array.isArray(part)) return part;
    const [lon, lat] = part;
    if (typeof lon !== 'number' || typeof lat !== 'number') return part.map(walk);
    return gcoord
      .transform([lon, lat] as [number, number], FROM[datum], gcoord.WGS84)
      .map((degree) => Number(degree.toFixed(7)));
  };
  return { ...geometry, coordinates: walk((geometry as { coordinates?: unknown }).coordinates) };
}
