import { readFile } from 'node:fs/promises';

export interface Seat {
  readonly code: string;
  readonly lon: number;
  readonly lat: number;
}

let known: Promise<ReadonlyMap<string, Seat>> | null = null;

/** Seats of government to 0.1 degree, WGS 84, of the regions that ship with one. */
export function loadSeats(): Promise<ReadonlyMap<string, Seat>> {
  known ??= readFile(new URL('../../../data/places.json', import.meta.url), 'utf8').then(
    (text) => new Map((JSON.parse(text) as Seat[]).map((seat) => [seat.code, seat])),
  );
  return known;
}
