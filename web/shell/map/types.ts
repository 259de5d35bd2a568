export type Position = readonly number[];
/** GeoJSON (RFC 7946), as far as it is drawn. */
export type Geometry =
  | { type: 'Point'; coordinates: Position }
  | { type: 'MultiPoint' | 'LineString'; coordinates: readonly Position[] }
  | { type: 'MultiLineString' | 'Polygon'; coordinates: readonly (readonly Position[])[] }
  | { type: 'MultiPolygon'; coordinates: readonly (readonly (readonly Position[])[])[] };

export interface Feature<P> {
  type: 'Feature';
  geometry: Geometry;
  properties: P;
}
export interface FeatureCollection<P> {
  type: 'FeatureCollection';
  features: readonly Feature<P>[];
}

/** What a mark on the map carries. Coordinates are WGS 84, degrees. */
export interface MarkProperties {
  id: string;
  title: string;
  /** Value of the legend that gives colour, shape and outline; without one, or one that the legend lacks: grey. */
  style?: string | null;
  /** The server put several places together here: `count` of them. */
  cluster?: boolean;
  count?: number;
}

export type MapMark = Feature<MarkProperties>;
export type MapMarks = FeatureCollection<MarkProperties>;

export interface LegendItem {
  value: string;
  label: string;
}

/** What is in sight: [west, south, east, north] in degrees. */
export interface MapView {
  bbox: [number, number, number, number];
  zoom: number;
}

/** An operator's boundary file as the layout module answers it; null where none is loaded. */
export interface Boundaries {
  /** 审图号 of the map that the file was taken from; stands in the corner. */
  reviewNumber: string;
  source: string;
  features: FeatureCollection<{ code: string; name: string | null }>;
}

/** A seat of government, to 0.1 degree. */
export interface Place {
  code: string;
  name: string;
  en: string | null;
  level: string;
  lon: number;
  lat: number;
}
