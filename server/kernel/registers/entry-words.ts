import type { CodeList, Field, RegisterDefinition } from '@liannao/registers';
import { floorOf, rankOf, SEARCH_COLUMNS } from './access-sql.ts';
import { fieldOf, latOf, lonOf } from './columns.ts';

/** What a stored row holds besides its values, all of it computed from them. */
export interface Words {
  /** Name of a party, region or entry by id or code. */
  readonly names: ReadonlyMap<string, string>;
  readonly lists: ReadonlyMap<string, CodeList>;
}

type Values = Readonly<Record<string, unknown>>;

/** Region, owner, title and the words to search in, by grade; and the middle of each place. */
export function derivedColumns(definition: RegisterDefinition, values: Values, words: Words): Record<string, unknown> {
  return {
    _region: values[definition.region.field],
    _owner: definition.ownerField ? ownerOf(definition, values) : null,
    _title: titleOf(definition, values, words),
    ...searchColumns(definition, values, words),
    ...middles(definition, values),
  };
}

function ownerOf(definition: RegisterDefinition, values: Values): unknown {
  const value = values[definition.ownerField ?? ''];
  return Array.isArray(value) ? (value[0] ?? null) : (value ?? null);
}

export function titleOf(definition: RegisterDefinition, values: Values, words: Words): string {
  const field = fieldOf(definition, definition.title);
  const value = field && wordOf(definition, field, values[field.id], words);
  return value || definition.key.map((id) => String(values[id] ?? '')).join(' ') || '—';
}

/** A value in words: names for ids and codes. */
function wordOf(definition: RegisterDefinition, field: Field, value: unknown, words: Words): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((one) => wordOf(definition, field, one, words)).join(' ');
  const text = String(value);
  if (field.list === null) return words.names.get(text) ?? text;
  const list = definition.lists.find((own) => own.id === field.list) ?? words.lists.get(field.list);
  return list?.values.find((one) => one.code === text)?.zh ?? text;
}

const SEARCHED: ReadonlySet<string> = new Set(['text', 'party', 'reference']);

function searchColumns(definition: RegisterDefinition, values: Values, words: Words): Record<string, string> {
  const floor = floorOf(definition);
  const found: Record<string, string[]> = { _search: [] };
  for (const [column] of SEARCH_COLUMNS) found[column] = [];
  const collect = (fields: readonly Field[], from: Values) => {
    for (const field of fields) {
      if (!SEARCHED.has(field.type)) continue;
      const rank = rankOf(field.grade);
      const column = rank <= floor ? '_search' : `_search_l${rank}`;
      const text = wordOf(definition, field, from[field.id], words);
      if (text) found[column]?.push(text.normalize('NFKC').toLowerCase());
    }
  };
  collect(definition.fields, values);
  for (const child of definition.children) {
    for (const item of (values[child.id] ?? []) as Values[]) collect(child.fields, item);
  }
  return Object.fromEntries(Object.entries(found).map(([column, texts]) => [column, texts.join('\n')]));
}

function middles(definition: RegisterDefinition, values: Values): Record<string, number | null> {
  const found: Record<string, number | null> = {};
  for (const field of definition.fields) {
    if (field.type !== 'place') continue;
    const middle = middleOf(values[field.id]);
    found[lonOf(field.id)] = middle?.[0] ?? null;
    found[latOf(field.id)] = middle?.[1] ?? null;
  }
  return found;
}

/** Of a point the point itself, of any other shape the middle of the box around it; longitude, latitude. */
function middleOf(geometry: unknown): readonly [number, number] | null {
  if (typeof geometry !== 'object' || geometry === null) return null;
  const box = { west: 180, south: 90, east: -180, north: -90 };
  let any = false;
  const walk = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    const [lon, lat] = part;
    if (typeof lon !== 'number' || typeof lat !== 'number') {
      for (const one of part) walk(one);
      return;
    }
    any = true;
    box.west = Math.min(box.west, lon);
    box.east = Math.max(box.east, lon);
    box.south = Math.min(box.south, lat);
    box.north = Math.max(box.north, lat);
  };
  const { coordinates, geometries } = geometry as { coordinates?: unknown; geometries?: { coordinates?: unknown }[] };
  walk(coordinates);
  for (const part of geometries ?? []) walk(part.coordinates);
  return any ? [(box.west + box.east) / 2, (box.south + box.north) / 2] : null;
}
