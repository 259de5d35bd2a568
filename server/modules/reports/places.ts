import { readFile } from 'node:fs/promises';

export interface Place {
  readonly lon: number;
  readonly lat: number;
}

let places: Promise<ReadonlyMap<string, Place>> | null = null;

/** Rough positions of regions, degrees, by code; read once. */
export function loadPlaces(): Promise<ReadonlyMap<string, Place>> {
  places ??= readFile(new URL('../../../data/places.json', import.meta.url), 'utf8').then((text) => {
    const rows = JSON.parse(text) as { code: string; lon: number; lat: number }[];
    return new Map(rows.map(({ code, lon, lat }) => [code, { lon, lat }]));
  });
  return places;
}
