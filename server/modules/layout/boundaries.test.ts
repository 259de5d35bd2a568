import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../testing/app.ts';
import { wgs84ToGcj02 } from './datum.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const ring = (lon: number, lat: number) => [
  [lon, lat],
  [lon + 0.2, lat],
  [lon + 0.2, lat + 0.2],
  [lon, lat],
];
const area = (code: unknown, coordinates: unknown = [ring(120.1, 30.1)]) => ({
  type: 'Feature',
  properties: { adcode: code, name: '某地' },
  geometry: { type: 'Polygon', coordinates },
});
const file = (features: unknown[], more: object = {}) => ({
  reviewNumber: '浙S（2024）12号',
  source: '某市地图',
  datum: 'wgs84',
  geojson: { type: 'FeatureCollection', features },
  ...more,
});
const url = '/api/v1/layout/boundaries';

describe('the boundary file of an operator', () => {
  test('is an administrator’s to load, and everybody’s to see with its review number', async () => {
    const nobody = await app.as(null);
    expect((await nobody({ url })).json()).toEqual({ boundaries: null });
    const bureau = await app.as('bureau', '330100');
    expect((await bureau({ method: 'PUT', url, payload: file([area('330100')]) })).statusCode).toBe(403);
    const admin = await app.as('admin');
    const loaded = await admin({ method: 'PUT', url, payload: file([area('330100'), area(156330109)]) });
    expect([loaded.statusCode, loaded.json()]).toEqual([200, { count: 2 }]);
    const { boundaries } = (await nobody({ url })).json();
    expect(boundaries).toMatchObject({ reviewNumber: '浙S（2024）12号', count: 2, datum: 'wgs84' });
    expect(boundaries.features.features.map((one: { properties: { code: string } }) => one.properties.code)).toEqual([
      '330100',
      '330109',
    ]);
    expect((await admin({ method: 'DELETE', url })).statusCode).toBe(204);
    expect((await nobody({ url })).json()).toEqual({ boundaries: null });
  });

  test('of GCJ-02 is converted: some hundred metres, and back within a metre', async () => {
    const admin = await app.as('admin');
    await admin({ method: 'PUT', url, payload: file([area('330100')], { datum: 'gcj02' }) });
    const { boundaries } = (await admin({ url })).json();
    const [lon, lat] = boundaries.features.features[0].geometry.coordinates[0][0];
    expect(Math.abs(lon - 120.1) * 96_000).toBeGreaterThan(100);
    const back = wgs84ToGcj02([lon, lat]);
    expect(Math.abs(back[0] - 120.1)).toBeLessThan(1e-5);
    expect(Math.abs(back[1] - 30.1)).toBeLessThan(1e-5);
  });

  test.each([
    ['no collection', { geojson: [1] }, 'geojson'],
    ['an unknown division', file([area('339999')]), 'geojson.features.0.properties'],
    ['no code', file([area(undefined)]), 'geojson.features.0.properties'],
    ['a division twice', file([area('330100'), area('330100')]), 'geojson.features.1.properties'],
    ['a place outside China', file([area('330100', [ring(10, 50)])]), 'geojson.features.0.geometry'],
    ['latitude before longitude', file([area('330100', [ring(30, 120)])]), 'geojson.features.0.geometry'],
    ['an open ring', file([area('330100', [ring(120, 30).slice(0, 3)])]), 'geojson.features.0.geometry'],
  ])('with %s is refused with the place of the fault, and nothing is written', async (_, change, field) => {
    const admin = await app.as('admin');
    const before = (await admin({ url })).body;
    const answer = await admin({ method: 'PUT', url, payload: { ...file([]), ...change } });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ code: 'boundaries-invalid', errors: [{ field }] });
    expect((await admin({ url })).body).toBe(before);
  });

  test('without a review number is refused', async () => {
    const admin = await app.as('admin');
    const answer = await admin({ method: 'PUT', url, payload: file([area('330100')], { reviewNumber: 'none' }) });
    expect(answer.statusCode).toBe(400);
  });
});
