import { z } from 'zod';

/** What computes an indicator's figures: a register that is counted, a form, a formula; or nothing, and why. Pure. */
export const OriginKind = z.enum(['register', 'form', 'formula', 'none']);
export type OriginKind = z.infer<typeof OriginKind>;

export const OriginBrief = z
  .object({
    kind: OriginKind,
    /** `登记表·企业梯度认定`, `报表`, `公式`, `无法计算`, in the reader's language. */
    words: z.string(),
    /** Path in the web application: the register's list with what is counted, or the indicator. */
    href: z.string(),
    /** Whether figures of the scope that was asked for come of it. */
    computed: z.boolean(),
    /** Why they do not, one sentence; null where they do. */
    why: z.string().nullable(),
  })
  .meta({ id: 'OriginBrief' });
export type OriginBrief = z.infer<typeof OriginBrief>;

export const IndicatorOrigin = OriginBrief.extend({
  register: z
    .object({
      id: z.string(),
      name: z.string(),
      /** What is counted, in the register language; null: every entry. */
      where: z.string().nullable(),
      /** Regions in which its count is the figure, each from a month on; elsewhere figures are entered or imported. */
      leads: z.array(z.object({ region: z.string(), regionName: z.string(), since: z.string() })),
    })
    .nullable(),
  /** The formula with names instead of codes. */
  formula: z.string().nullable(),
  operands: z.array(OriginBrief.extend({ code: z.string(), title: z.string() })),
}).meta({ id: 'IndicatorOrigin' });
export type IndicatorOrigin = z.infer<typeof IndicatorOrigin>;
