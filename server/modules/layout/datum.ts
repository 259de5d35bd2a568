import given from 'gcoord';

/** Its types describe an ES module; Node is given the CommonJS one, whose default is the whole of it. */
const gcoord = given as unknown as (typeof given)['default'];

export type Position = [lon: number, lat: number];

/** GCJ-02 (the datum of Chinese web maps) to WGS 84, degrees; off by less than a metre. */
export const gcj02ToWgs84 = (position: Position): Position => gcoord.transform(position, gcoord.GCJ02, gcoord.WGS84);

export const wgs84ToGcj02 = (position: Position): Position => gcoord.transform(position, gcoord.WGS84, gcoord.GCJ02);
