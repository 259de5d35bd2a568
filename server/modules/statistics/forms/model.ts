import { z } from 'zod';
import { Column, FormId, Month, Names, Review } from './model-words.ts';

export * from './model-rounds.ts';
export { FormId };

export const FormParam = z.object({ id: FormId });

/** The engine's `FormDefinition`, as it is sent. */
export const FormDefinitionView = z
  .object({
    id: z.string(),
    zh: z.string(),
    en: z.string(),
    number: z.string(),
    authority: Names,
    edition: z.string(),
    validFrom: z.string(),
    validUntil: z.string().nullable(),
    frequency: z.enum(['monthly', 'quarterly', 'half-yearly', 'annual']),
    exempt: z.array(z.number()),
    reporter: z.union([
      z.object({
        kind: z.literal('party'),
        register: z.string().nullable(),
        where: z.string().nullable(),
        names: Names,
      }),
      z.object({ kind: z.literal('region'), level: Review, names: Names }),
    ]),
    columns: z.array(Column),
    opens: z.number(),
    due: z.number(),
    release: z.number().nullable(),
    review: z.array(Review),
    sections: z.array(
      z.object({
        id: z.string(),
        zh: z.string(),
        en: z.string(),
        open: z.array(z.object({ dimension: z.string(), list: z.string(), names: Names })).nullable(),
        rows: z.array(
          z.object({
            code: z.string(),
            zh: z.string(),
            en: z.string(),
            kind: z.enum(['flow', 'stock', 'rate', 'answer']),
            unit: z.string(),
            indicator: z.string().nullable(),
            scope: z.record(z.string(), z.string()),
            parent: z.string().nullable(),
            exhaustive: z.boolean(),
            required: z.boolean(),
            mayFall: z.boolean(),
            mayBeNegative: z.boolean(),
            /** One of the engine's `RowRole`. */
            role: z.string().optional(),
            of: z.string().optional(),
            limits: z.tuple([z.number(), z.number()]).optional(),
            hint: Names,
          }),
        ),
      }),
    ),
    checks: z.array(
      z.object({
        id: z.string(),
        level: z.enum(['error', 'warning', 'info']),
        rule: z.string(),
        zh: z.string(),
        en: z.string(),
      }),
    ),
  })
  .meta({ id: 'FormDefinition' });

/** One line of the list of forms. GET /statistics/forms?region= */
export const FormListItem = z
  .object({
    id: z.string(),
    name: z.string(),
    number: z.string(),
    edition: z.string(),
    version: z.number().int(),
    frequency: z.enum(['monthly', 'quarterly', 'half-yearly', 'annual']),
    reporter: z.string(),
    rows: z.number().int(),
    /** Where it is collected, of the regions that the asker reads. */
    uses: z.array(
      z.object({
        id: z.uuid(),
        region: z.object({ code: z.string(), name: z.string() }),
        from: z.string(),
        until: z.string().nullable(),
      }),
    ),
    reporters: z.number().int(),
    shipped: z.boolean(),
    retired: z.boolean(),
    mayEdit: z.boolean(),
  })
  .meta({ id: 'FormListItem' });
export type FormListItem = z.infer<typeof FormListItem>;

/** GET /statistics/forms/:id?version= */
export const FormView = z
  .object({
    definition: FormDefinitionView,
    version: z.number().int(),
    source: z.string(),
    regionCode: z.string(),
    mayEdit: z.boolean(),
    versions: z.array(
      z.object({
        version: z.number().int(),
        edition: z.string(),
        validFrom: z.string(),
        validUntil: z.string().nullable(),
        note: z.string(),
        by: z.string(),
        at: z.string(),
        rounds: z.number().int(),
      }),
    ),
  })
  .meta({ id: 'Form' });
export type FormView = z.infer<typeof FormView>;

export const FormIssue = z.object({
  code: z.string(),
  message: z.string(),
  suggestion: z.string().nullable(),
  line: z.number().int().nullable(),
  path: z.string().nullable(),
});
/** POST /statistics/forms/check {source}: what is wrong, and what changes against the version in force. */
export const FormSource = z.object({ source: z.string().min(1).max(400_000) });
export const FormCheckReport = z
  .object({
    ok: z.boolean(),
    issues: z.array(FormIssue),
    definition: FormDefinitionView.nullable(),
    changes: z.array(z.object({ kind: z.enum(['added', 'removed', 'changed']), what: z.string(), note: z.string() })),
  })
  .meta({ id: 'FormCheckReport' });
export type FormCheckReport = z.infer<typeof FormCheckReport>;
/** PUT /statistics/forms/:id {source, note, region?}: a new version; a period that has returns keeps the version it has. */
export const FormSave = FormSource.extend({
  note: z.string().trim().max(300).default(''),
  region: z.string().max(40).optional(),
});

/** PATCH /statistics/forms/:id: an ended form opens no further rounds. */
export const FormPatch = z.object({ retired: z.boolean() });
export const FormSaved = z.object({ version: z.number().int(), isNew: z.boolean() }).meta({ id: 'FormSaved' });
export const FormListQuery = z.object({ region: z.string().max(40).optional() });
export const FormVersionQuery = z.object({ version: z.coerce.number().int().min(1).optional() });

/** POST /statistics/forms/:id/uses, PATCH and DELETE /statistics/form-uses/:id */
export const FormUseInput = z.object({
  region: z.string().max(40),
  from: Month,
  until: Month.nullable().default(null),
  note: z.string().trim().max(300).default(''),
});

export const FormUsePatch = z.object({
  until: Month.nullable(),
  note: z.string().trim().max(300).optional(),
});

/** GET /statistics/roster?form=&region=&month=&q= ; POST /statistics/roster ; PATCH, DELETE /statistics/roster/:id */
export const RosterLine = z
  .object({
    id: z.uuid(),
    formId: z.string(),
    party: z.object({ id: z.uuid(), name: z.string(), uscc: z.string().nullable() }).nullable(),
    region: z.object({ code: z.string(), name: z.string() }),
    since: z.string(),
    until: z.string().nullable(),
    isNewEntrant: z.boolean(),
    note: z.string(),
    by: z.string(),
    at: z.string(),
  })
  .meta({ id: 'RosterLine' });
export type RosterLine = z.infer<typeof RosterLine>;
export const RosterQuery = z.object({
  form: FormId,
  region: z.string().max(40).optional(),
  month: Month.optional(),
  q: z.string().trim().max(100).optional(),
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  format: z.enum(['json', 'csv', 'xlsx']).optional(),
});
const MissingState = z.enum(['below-unit', 'unknown', 'not-applicable', 'not-yet-reported', 'suppressed']);
/** A new entrant's figures of the year before, row key to column to cell: the base that his reports are held against. */
export const EntryFile = z
  .record(
    z.string().min(1).max(200),
    z.partialRecord(
      Column,
      z.object({
        value: z
          .string()
          .regex(/^-?\d{1,15}(\.\d{1,6})?$/)
          .nullable(),
        missing: MissingState.optional(),
      }),
    ),
  )
  .refine((rows) => Object.keys(rows).length <= 500);
export const RosterInput = z.object({
  form: FormId,
  /** Credit code or party id of the reporter; absent where the region's bureau reports. */
  party: z.string().max(60).optional(),
  region: z.string().max(40),
  since: Month,
  until: Month.nullable().default(null),
  note: z.string().trim().max(300).default(''),
  entryFile: EntryFile.nullable().optional(),
});
/** PATCH /statistics/roster/:id: what is not given stays; the end of a line within a year needs a note. */
export const RosterPatch = z.object({
  since: Month.optional(),
  until: Month.nullable().optional(),
  note: z.string().trim().max(300).optional(),
  entryFile: EntryFile.nullable().optional(),
});
export const RosterAsk = z.object({ form: FormId, region: z.string().max(40), month: Month });
/** POST /statistics/roster/propose {form, region, month}: entries of the form's register that are not on it, and the other way. */
export const RosterProposal = z
  .object({
    add: z.array(
      z.object({
        /** Null where the region's own bureau reports. */
        party: z.object({ id: z.uuid(), name: z.string(), uscc: z.string().nullable() }).nullable(),
        region: z.object({ code: z.string(), name: z.string() }),
      }),
    ),
    end: z.array(RosterLine),
    same: z.number().int(),
  })
  .meta({ id: 'RosterProposal' });
