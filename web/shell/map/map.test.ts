import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import placeList from '../../../data/places.json' with { type: 'json' };
import regions from '../../../data/regions.json' with { type: 'json' };
import { chartColors } from '../theme.ts';
import { degreeLabel, graticule } from './graticule.ts';
import { type LabelWish, placeLabels } from './labels.ts';
import { anchorOf, OTHER, sortMarks } from './marks.ts';
import { mapStyle } from './style.ts';
import type { Geometry, MapMark } from './types.ts';

const mark = (id: string, geometry: Geometry, style: string | null = null): MapMark => ({
  type: 'Feature',
  geometry,
  properties: { id, title: id, style },
});
const point = (lon: number, lat: number): Geometry => ({ type: 'Point', coordinates: [lon, lat] });

describe('the style of a map', () => {
  test.each(['light', 'dark'] as const)('%s: names no address, sprite or glyphs, and writes no word itself', (mode) => {
    const style = mapStyle({ ...chartColors[mode], scale: 1 }, true);
    expect(JSON.stringify(style)).not.toMatch(/https?:|\/\/|"(glyphs|sprite|tiles|url)"|text-field/);
  });
});

describe('marks', () => {
  test('points stand apart from lines and areas, each with its place in the legend', () => {
    const line: Geometry = {
      type: 'LineString',
      coordinates: [
        [120, 28],
        [122, 30],
      ],
    };
    const sorted = sortMarks(
      { type: 'FeatureCollection', features: [mark('a', point(121, 29), 'two'), mark('b', line, 'nothing known')] },
      [
        { value: 'one', label: '' },
        { value: 'two', label: '' },
      ],
    );
    expect(sorted.points.map(({ properties }) => properties.index)).toEqual([1]);
    expect(sorted.shapes.map(({ properties }) => properties.index)).toEqual([OTHER]);
    expect(sorted.bounds).toEqual([120, 28, 122, 30]);
  });
  test('the browser clusters from 300 single points on, and never what the server has put together', () => {
    const points = (count: number) => Array.from({ length: count }, (_, n) => mark(`${n}`, point(120, 30)));
    const clustered = (features: MapMark[]) => sortMarks({ type: 'FeatureCollection', features }, []).clustered;
    expect(clustered(points(299))).toBe(false);
    expect(clustered(points(300))).toBe(true);
    const [first, ...others] = points(400);
    if (first) first.properties.cluster = true;
    expect(clustered([first as MapMark, ...others])).toBe(false);
  });
  test('a name stands in the middle of what it names', () => {
    expect(
      anchorOf(
        mark('l', {
          type: 'LineString',
          coordinates: [
            [120, 28],
            [122, 30],
          ],
        }),
      ),
    ).toEqual([121, 29]);
    expect(
      anchorOf(
        mark('a', {
          type: 'Polygon',
          coordinates: [
            [
              [0, 0],
              [4, 0],
              [4, 2],
              [0, 0],
            ],
          ],
        }),
      ),
    ).toEqual([2, 1]);
    expect(
      anchorOf(
        mark('m', {
          type: 'MultiPolygon',
          coordinates: [
            [
              [
                [0, 0],
                [4, 0],
                [4, 2],
                [0, 0],
              ],
            ],
          ],
        }),
      ),
    ).toEqual([2, 1]);
  });
});

describe('words', () => {
  const size = { width: 600, height: 400 };
  const wish = fc.record({
    x: fc.integer({ min: 0, max: 600 }),
    y: fc.integer({ min: 0, max: 400 }),
    text: fc.string({ minLength: 1, maxLength: 8 }),
  });
  test('never lie upon one another, and the first wins', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 60 }), (list) => {
        const wishes: LabelWish[] = list.map((one, n) => ({ ...one, key: `${n}`, centred: true, look: 'place' }));
        const placed = placeLabels(wishes, size, 12);
        expect(placed[0]).toEqual(wishes[0]);
        for (const [n, a] of placed.entries())
          for (const b of placed.slice(n + 1)) expect(a.x === b.x && a.y === b.y).toBe(false);
      }),
    );
  });
});

describe('the graticule', () => {
  test('has a few lines in every view, on round degrees', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 73, max: 130, noNaN: true }),
        fc.double({ min: 0.1, max: 40, noNaN: true }),
        (west, wide) => {
          const grid = graticule([west, 27, west + wide, 27 + wide * 0.7]);
          expect(grid.meridians.length).toBeGreaterThanOrEqual(1);
          expect(grid.meridians.length).toBeLessThanOrEqual(9);
          for (const lon of grid.meridians)
            expect(Math.abs(lon / grid.step - Math.round(lon / grid.step))).toBeLessThan(1e-3);
        },
      ),
    );
  });
  test('is written with its side', () => {
    expect([degreeLabel('lon', 120.5), degreeLabel('lat', -3)]).toEqual(['120.5°E', '3°S']);
  });
});

describe('the places that ship', () => {
  test('are every division of Zhejiang and Chongqing, to 0.1 degree and about where those lie', () => {
    const codes = new Set(placeList.map(({ code }) => code));
    const wanted = regions.filter(({ code }) => /^(33|50)/.test(code)).map(({ code }) => code);
    expect(wanted.filter((code) => !codes.has(code))).toEqual([]);
    for (const { code, lon, lat } of placeList) {
      expect([Number(lon.toFixed(1)), Number(lat.toFixed(1))]).toEqual([lon, lat]);
      if (code.startsWith('33')) expect(lon > 118 && lon < 123 && lat > 27 && lat < 31.5, code).toBe(true);
      if (code.startsWith('50')) expect(lon > 105.2 && lon < 110.3 && lat > 28.1 && lat < 32.3, code).toBe(true);
    }
  });
});
