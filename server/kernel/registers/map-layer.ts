import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../access/actor.ts';
import { badRequest, notFound } from '../errors.ts';
import { allowedSql, fieldSql, titleSql } from './access-sql.ts';
import { fieldOf, latOf, lonOf, quoted } from './columns.ts';
import { type Asked, selectionOf } from './entry-select.ts';
import type { MapFeatures, MapQuery } from './model.ts';

type Answer = z.infer<typeof MapFeatures>;

/** From here on what lies together is shown as one. */
const MAX_FEATURES = 2000;
/** Decimals of a degree that a place keeps for those who may not see it exactly: about one and ten kilometres. */
const DECIMALS = { exact: null, street: 2, district: 1, none: null } as const;
/** Cells of the grid in a map tile's width. */
const CELLS_PER_TILE = 6;

/**
 * What a register puts on the map: places one by one, or clusters by the cells of a grid where there are many. Whoever
 * has no right to the place's grade gets it rounded, before anything is chosen by it.
 * @throws AppError 404 `map-not-found` for a register without places; 400 for a box that is none.
 */
export async function mapOf(tx: Tx, asked: Asked, query: z.infer<typeof MapQuery>): Promise<Answer> {
  const { definition } = asked;
  const layer = definition.map;
  const field = layer && fieldOf(definition, layer.field);
  if (!layer || !field) throw notFound('map', definition.id);
  const box = boxOf(query.bbox);
  const { access, from, where } = await selectionOf(tx, asked, query);
  const allowed = allowedSql(access, field.grade);
  const precision = allowed === true ? ('exact' as const) : layer.publicPrecision;
  const isExact = allowed === true ? sql`true` : allowed === false ? sql`false` : allowed;
  const rounded = (name: string) => {
    const column = sql.raw(`e.${quoted(name)}`);
    const decimals = DECIMALS[layer.publicPrecision];
    const coarse =
      layer.publicPrecision === 'exact'
        ? column
        : decimals === null
          ? sql`null::double precision`
          : sql`round(${column}::numeric, ${decimals}::int)::double precision`;
    return sql`case when ${isExact} then ${column} else ${coarse} end`;
  };
  const style =
    layer.styleBy === null ? sql`null` : layer.styleBy === 'state' ? sql`e._state` : fieldSql(access, layer.styleBy);
  const shape = sql`case when ${isExact} and ${sql.raw(`e.${quoted(field.id)}`)}->>'type' not in ('Point', 'GeometryCollection')
    then ${sql.raw(`e.${quoted(field.id)}`)} end`;
  const placed = sql`select e._id as id, ${titleSql(access)} as title, e._state as state, e._synthetic as synthetic,
    (${style})::text as style, ${rounded(lonOf(field.id))} as lon, ${rounded(latOf(field.id))} as lat, ${isExact} as exact,
    ${shape} as shape from ${from} where ${where}`;
  const inside = box
    ? sql`lon between ${box.west} and ${box.east} and lat between ${box.south} and ${box.north}`
    : sql`lon is not null`;
  const { rows: counts } = await sql<{ inside: number; without: number }>`
    select count(*) filter (where ${inside}) as inside, count(*) filter (where lon is null) as without
    from (${placed}) as placed`.execute(tx);
  const features =
    (counts[0]?.inside ?? 0) > MAX_FEATURES
      ? await clusters(tx, sql`(${placed}) as placed where ${inside}`, query.zoom)
      : await single(tx, sql`(${placed}) as placed where ${inside}`);
  return { type: 'FeatureCollection', features, withoutPlace: counts[0]?.without ?? 0, precision };
}

type Source = ReturnType<typeof sql>;

async function single(tx: Tx, source: Source): Promise<Answer['features']> {
  const { rows } = await sql<{
    id: string;
    title: string | null;
    state: string | null;
    synthetic: boolean;
    style: string | null;
    lon: number;
    lat: number;
    exact: boolean;
    shape: object | null;
  }>`select * from ${source} limit ${MAX_FEATURES}`.execute(tx);
  return rows.map(({ lon, lat, shape, id, title, ...rest }) => ({
    type: 'Feature',
    id,
    geometry: shape ?? { type: 'Point', coordinates: [lon, lat] },
    properties: { id, title: title ?? '—', ...rest },
  }));
}

async function clusters(tx: Tx, source: Source, zoom: number): Promise<Answer['features']> {
  const cell = 360 / 2 ** zoom / CELLS_PER_TILE;
  const { rows } = await sql<{ count: number; lon: number; lat: number; id: string; title: string | null }>`
    select count(*) as count, avg(lon) as lon, avg(lat) as lat, min(id::text) as id, min(title) as title
    from ${source} group by floor(lon / ${cell}::double precision), floor(lat / ${cell}::double precision)
    order by count(*) desc limit 5000`.execute(tx);
  return rows.map(({ count, lon, lat, id, title }) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [lon, lat] },
    properties: count === 1 ? { id, title: title ?? '—' } : { cluster: true, count },
  }));
}

function boxOf(text: string | undefined) {
  if (text === undefined) return null;
  const [west, south, east, north, ...rest] = text.split(',').map(Number);
  const numbers = [west, south, east, north];
  if (rest.length > 0 || !numbers.every((one) => Number.isFinite(one)) || (south ?? 0) > (north ?? 0)) {
    throw badRequest('invalid-request', 'bbox is west,south,east,north in degrees.');
  }
  return { west, south, east, north };
}
