/** A report as it prints, before it is drawn: what the page, Word and PDF are all made from. */
import { z } from 'zod';

const FigureState = z.enum(['ok', 'missing', 'changed', 'locked']);

export const DocRun = z.object({
  text: z.string(),
  /** Only of figures. */
  figure: z
    .object({
      /** Of the slot: block, kind and facts. Stays the same when the figure changes. */
      id: z.string(),
      how: z.string(),
      keys: z.array(z.string()),
      state: FigureState,
      /** What it would say today, where that differs. */
      now: z.string().nullable(),
      /** Provenance: the observation of the main fact, or the target. */
      ref: z.object({ kind: z.enum(['observation', 'judgement']), id: z.string() }).nullable(),
    })
    .optional(),
});
export type DocRun = z.infer<typeof DocRun>;

export const DocCell = z.object({ runs: z.array(DocRun), align: z.enum(['left', 'right']) });
export type DocCell = z.infer<typeof DocCell>;

const base = { block: z.string() };
/** Number of the endnote that says where the figures come from; null where there is none. */
const note = z.number().int().nullable();

export const DocNode = z.discriminatedUnion('kind', [
  z.object({ ...base, kind: z.literal('heading'), level: z.number().int(), number: z.string(), text: z.string() }),
  z.object({
    ...base,
    kind: z.literal('para'),
    look: z.enum(['body', 'item', 'hint', 'note']),
    runs: z.array(DocRun),
    note,
  }),
  z.object({
    ...base,
    kind: z.literal('table'),
    number: z.string(),
    caption: z.string(),
    head: z.array(
      z.object({ text: z.string(), align: z.enum(['left', 'right']), /** Share of the width. */ width: z.number() }),
    ),
    rows: z.array(z.array(DocCell)),
    under: z.string(),
    note,
  }),
  z.object({
    ...base,
    kind: z.literal('chart'),
    number: z.string(),
    caption: z.string(),
    /** Same bytes for the same figures; fonts by name. */
    svg: z.string(),
    /** Points, as printed. */
    width: z.number(),
    height: z.number(),
    /** What it shows, in words. */
    alt: z.string(),
    under: z.string(),
    state: FigureState,
    note,
  }),
]);
export type DocNode = z.infer<typeof DocNode>;

export const Doc = z.object({
  lang: z.enum(['zh', 'en']),
  title: z.string(),
  /** Below the title: number, region, period, data date. */
  facts: z.array(z.string()),
  /** Running head, left and right. */
  head: z.object({ left: z.string(), right: z.string() }),
  synthetic: z.boolean(),
  /** Cover page and table of contents. */
  long: z.boolean(),
  nodes: z.array(DocNode),
  notes: z.array(z.object({ number: z.number().int(), lines: z.array(z.string()) })),
});
export type Doc = z.infer<typeof Doc>;
