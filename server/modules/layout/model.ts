import { z } from 'zod';

export const Datum = z.enum(['wgs84', 'cgcs2000', 'gcj02']);

/** 审图号: `GS（2024）0650号`, `浙S(2023)1号`. */
export const ReviewNumber = z
  .string()
  .trim()
  .regex(/^[A-Za-z\u4e00-\u9fff]{0,6}S ?[（(〔[]\d{4}[）)〕\]] ?\d{1,6} ?号?$/, {
    message: 'Write the review number as it is printed, such as GS（2024）0650号.',
  });

/** PUT /layout/boundaries: a GeoJSON FeatureCollection of areas with a division code in the properties of each. */
export const BoundaryFile = z.object({
  reviewNumber: ReviewNumber,
  source: z.string().trim().min(1).max(200),
  datum: Datum,
  geojson: z.unknown(),
});
export type BoundaryFile = z.infer<typeof BoundaryFile>;

const Coordinates = z.array(z.unknown());
export const BoundaryFeature = z.object({
  type: z.literal('Feature'),
  properties: z.object({ code: z.string(), name: z.string().nullable() }),
  /** WGS 84 (or CGCS2000, which differs by centimetres), degrees, five decimals: about a metre. */
  geometry: z.object({ type: z.enum(['Polygon', 'MultiPolygon']), coordinates: Coordinates }),
});
export type BoundaryFeature = z.infer<typeof BoundaryFeature>;

export const BoundaryView = z
  .object({
    reviewNumber: z.string(),
    source: z.string(),
    datum: Datum,
    count: z.number().int(),
    loadedBy: z.string(),
    loadedAt: z.string(),
    features: z.object({ type: z.literal('FeatureCollection'), features: z.array(BoundaryFeature) }),
  })
  .meta({ id: 'LayoutBoundaries' });
/** GET /layout/boundaries: null where none was loaded. */
export const Boundaries = z.object({ boundaries: BoundaryView.nullable() });

/** POST /layout/take: a plan's layout into the register; places that no region was found for are told. */
export const TakeLayout = z.object({ plan: z.uuid() });
export const TakenLayout = z.object({
  added: z.number().int(),
  unchanged: z.number().int(),
  unknownPlaces: z.array(z.string()),
});
export type TakenLayout = z.infer<typeof TakenLayout>;

const Region = z.object({ code: z.string(), name: z.string() });
/** A figure of a node against what the plan wants of it. */
export const NodeFigure = z.object({
  actual: z.number().nullable(),
  target: z.number().nullable(),
  /** Of what should be reached by now, 1 being all of it; null without target or date. */
  ratio: z.number().nullable(),
});
export const NodeView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    plan: z.object({ id: z.string(), title: z.string() }),
    pattern: z.object({ code: z.string(), name: z.string() }),
    state: z.object({ id: z.string(), name: z.string() }),
    role: z.string(),
    industries: z.array(z.string()),
    passage: z.string(),
    /** Leads to the passage. */
    passageHref: z.string(),
    region: Region,
    regions: z.array(Region),
    geometry: z.object({ type: z.string(), coordinates: z.unknown() }).nullable(),
    deadline: z.number().int().nullable(),
    /** What stands in its regions now. */
    parks: z.number().int(),
    enterprises: z.number().int(),
    projects: z.number().int(),
    /** 万元, added up over its parks. */
    output: NodeFigure,
    firms: NodeFigure,
    judgement: z.object({
      state: z.enum(['met', 'on-track', 'at-risk', 'off-track', 'unknown']),
      sentence: z.string(),
    }),
    synthetic: z.boolean(),
  })
  .meta({ id: 'LayoutNode' });
export type NodeView = z.infer<typeof NodeView>;
export const ParkView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    kind: z.object({ code: z.string(), name: z.string() }),
    region: Region,
    position: z.array(z.number()).length(2).nullable(),
    state: z.object({ id: z.string(), name: z.string() }),
    firms: z.number().nullable(),
    output: z.number().nullable(),
    synthetic: z.boolean(),
  })
  .meta({ id: 'LayoutPark' });
export type ParkView = z.infer<typeof ParkView>;
export const LayoutQuery = z.object({
  region: z.string().max(40).optional(),
  format: z.enum(['json', 'csv', 'xlsx']).optional(),
});
/** GET /layout/nodes */
export const LayoutView = z.object({
  nodes: z.array(NodeView),
  parks: z.array(ParkView),
  patterns: z.array(z.object({ code: z.string(), name: z.string() })),
  /** Plans in force that have a layout, with how many of its nodes the register holds. */
  plans: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      nodes: z.number().int(),
      taken: z.number().int(),
      mayTake: z.boolean(),
    }),
  ),
});
export type LayoutView = z.infer<typeof LayoutView>;
