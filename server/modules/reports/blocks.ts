import { z } from 'zod';

/** Text in both languages; where one is empty the other stands for it. */
export const Words = z.object({ zh: z.string().max(8000), en: z.string().max(8000) });
export type Words = z.infer<typeof Words>;

/** A series of figures: an indicator and the canonical text of its scope, in the report's region. */
export const SeriesRef = z.object({ code: z.string().max(80), scope: z.string().max(300).default('') });
export type SeriesRef = z.infer<typeof SeriesRef>;

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower-case letters, digits, dash; 1-40');
const series = z.array(SeriesRef).min(1).max(24);
const states = z.array(z.enum(['met', 'on-track', 'at-risk', 'off-track', 'unknown'])).min(1);

const Table = z.discriminatedUnion('of', [
  z.object({ id, type: z.literal('table'), of: z.literal('indicators'), series }),
  z.object({ id, type: z.literal('table'), of: z.literal('regions'), series: SeriesRef }),
  z.object({ id, type: z.literal('table'), of: z.literal('targets'), states: states.optional() }),
]);
const Chart = z.discriminatedUnion('of', [
  z.object({ id, type: z.literal('chart'), of: z.literal('trend'), series: SeriesRef }),
  z.object({ id, type: z.literal('chart'), of: z.literal('regions'), series: SeriesRef }),
  z.object({ id, type: z.literal('chart'), of: z.literal('contribution'), series: SeriesRef }),
  z.object({ id, type: z.literal('chart'), of: z.literal('targets') }),
]);
const List = z.discriminatedUnion('of', [
  z.object({ id, type: z.literal('list'), of: z.literal('targets'), states }),
  z.object({ id, type: z.literal('list'), of: z.literal('signals') }),
  z.object({ id, type: z.literal('list'), of: z.literal('cases') }),
]);

/** A piece of a report, with its parameters. Generated ones hold no text: it is made from the figures. */
export const Block = z
  .discriminatedUnion('type', [
    z.object({ id, type: z.literal('heading'), level: z.union([z.literal(1), z.literal(2)]), text: Words }),
    /** A person's own words. `[[code]]` or `[[code|scope|region]]` puts a live figure in. */
    z.object({ id, type: z.literal('text'), text: Words, hint: Words.optional() }),
    /** What each indicator reached, against the same period a year before. */
    z.object({ id, type: z.literal('growth'), series }),
    /** Which of the regions below are largest, and how they grew. */
    z.object({ id, type: z.literal('ranking'), series: SeriesRef }),
    /** Which of the regions below made the change. */
    z.object({ id, type: z.literal('contribution'), series: SeriesRef }),
    /** How many targets are in each state. */
    z.object({ id, type: z.literal('targets') }),
    /** How many signals came up and how many cases were handled in time. */
    z.object({ id, type: z.literal('handling') }),
    Table,
    Chart,
    List,
    /** Regions below as tiles: position schematic, no boundaries. */
    z.object({ id, type: z.literal('map'), series: SeriesRef }),
    /** How the figures are counted. */
    z.object({ id, type: z.literal('method') }),
  ])
  .meta({ id: 'ReportBlock' });
export type Block = z.infer<typeof Block>;
export type BlockOf<T extends Block['type']> = Extract<Block, { type: T }>;

export const Blocks = z
  .array(Block)
  .max(200)
  .refine(
    (blocks) => new Set(blocks.map((block) => block.id)).size === blocks.length,
    'each block needs an id of its own',
  );

/** Every series that the block shows, in the order in which it shows them. */
export function seriesIn(block: Block): readonly SeriesRef[] {
  if (!('series' in block)) return [];
  return Array.isArray(block.series) ? block.series : [block.series];
}

/** Whether the block needs the figures of the regions below. */
export const needsRegions = (block: Block): boolean =>
  block.type === 'ranking' ||
  block.type === 'contribution' ||
  block.type === 'map' ||
  ((block.type === 'table' || block.type === 'chart') && (block.of === 'regions' || block.of === 'contribution'));

export const needsTrend = (block: Block): boolean => block.type === 'chart' && block.of === 'trend';

export const needsTargets = (block: Block): boolean =>
  block.type === 'targets' || ('of' in block && block.of === 'targets');

export const needsHandling = (block: Block): boolean =>
  block.type === 'handling' || ('of' in block && (block.of === 'signals' || block.of === 'cases'));
