import { expect, test } from 'vitest';
import { toWgs84 } from './datum.ts';
import { placeOf } from './place.ts';

// Reference: gcoord 1.0.7, transform(point, GCJ02 or BD09, WGS84).
test.each([
  ['gcj02', [120.153576, 30.287459], [120.14886256934425, 30.289775408572137]],
  ['bd09', [120.153576, 30.287459], [120.1423432902306, 30.28370652107281]],
  ['gcj02', [116.403988, 39.914266], [116.39774359252733, 39.91286174888657]],
  ['bd09', [106.55, 29.56], [106.53979790950673, 29.5566124142785]],
] as const)('a point in %s comes out where the reference puts it, within half a metre', (datum, point, wanted) => {
  const [lon, lat] = toWgs84(point, datum);
  expect(lon).toBeCloseTo(wanted[0], 5);
  expect(lat).toBeCloseTo(wanted[1], 5);
});

test('CGCS 2000 is taken as WGS 84, and nothing is shifted abroad', () => {
  expect(toWgs84([120, 30], 'cgcs2000')).toEqual([120, 30]);
  expect(toWgs84([2.35, 48.85], 'gcj02')).toEqual([2.35, 48.85]);
});

test('a half-typed point stays half, so that the form can say so; an address alone is kept', () => {
  const typed = { lon: '120.1', lat: '', datum: 'wgs84', address: '' } as const;
  expect(placeOf(typed)).toEqual({ type: 'Point', coordinates: [120.1, null] });
  expect(placeOf({ ...typed, lon: '' })).toBeNull();
  expect(placeOf({ ...typed, lon: '', address: '学院路 1 号' })).toMatchObject({
    type: 'GeometryCollection',
    address: '学院路 1 号',
  });
  expect(placeOf({ ...typed, lat: '30.2', address: ' 甲路 ' })).toEqual({
    type: 'Point',
    coordinates: [120.1, 30.2],
    address: '甲路',
  });
});
