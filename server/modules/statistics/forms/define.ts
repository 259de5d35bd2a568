import {
  type FormDefinition,
  type FormIssue as FormProblem,
  type IndicatorLookup,
  readForm,
} from '@liannao/statistics';
import type { z } from 'zod';
import type { Actor, Tx } from '../../../kernel/access/actor.ts';
import { asSystem } from '../../../kernel/access/as-system.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { AppError, conflict, notFound, unprocessable } from '../../../kernel/errors.ts';
import { loadCatalogue } from '../catalogue.ts';
import { formChanges } from './form-compare.ts';
import { findForm, insertVersion, lockForm, mayWriteRegion, selectNewest } from './form-queries.ts';
import { definitionView } from './forms-view.ts';
import type { FormCheckReport, FormIssue, FormSave } from './model.ts';
import { outside, requireRegion } from './region-right.ts';

type Issue = z.infer<typeof FormIssue>;

export type ReadDefinition =
  | { readonly ok: true; readonly definition: FormDefinition }
  | { readonly ok: false; readonly issues: Issue[] };

/** What the catalogue says of an indicator, for reading forms. */
export async function catalogueLookup(tx: Tx): Promise<IndicatorLookup> {
  const catalogue = await loadCatalogue(tx);
  return (code) => {
    const found = catalogue.get(code);
    return (
      found && { unit: found.unit, dimension: found.dimension, scope: found.scopeDimensions, timeRule: found.timeRule }
    );
  };
}

/** Reads a form's text and holds it against the catalogue; every issue with its line. */
export function readDefinition(source: string, lookup: IndicatorLookup, locale: Actor['locale']): ReadDefinition {
  const read = readForm(source, lookup);
  return read.ok
    ? { ok: true, definition: read.value }
    : { ok: false, issues: read.issues.map((one) => viewOf(one, locale)) };
}

const viewOf = ({ code, message, zh, suggestion, at, path }: FormProblem, locale: Actor['locale']): Issue => ({
  code,
  message: locale === 'zh' ? zh : message,
  suggestion: suggestion ?? null,
  line: at ?? null,
  path: path === '' ? null : path,
});

/** What is wrong with a text, or what it would change against the newest version of the form that it names. */
export async function checkForm(tx: Tx, actor: Actor, source: string): Promise<FormCheckReport> {
  const read = readDefinition(source, await catalogueLookup(tx), actor.locale);
  if (!read.ok) return { ok: false, issues: read.issues, definition: null, changes: [] };
  const { definition } = read;
  const [before] = await selectNewest(tx, definition.id);
  return {
    ok: true,
    issues: [],
    definition: definitionView(definition),
    changes: before ? formChanges(before.definition, definition, actor.locale) : [],
  };
}

/**
 * Puts a text into force as a new version; the same text as the newest makes none. Rounds that are open keep theirs.
 * @throws AppError 422 `form-invalid` with line and issue of each, `form-id-differs`, `form-region-needed`; 403
 * `outside-your-regions` where the form is another region's; 409 `form-reporters-differ` where a roster is there already.
 */
export async function saveForm(
  tx: Tx,
  actor: Actor,
  { id, source, note, region }: z.output<typeof FormSave> & { id: string },
): Promise<{ version: number; isNew: boolean }> {
  const read = readDefinition(source, await catalogueLookup(tx), actor.locale);
  if (!read.ok) throw invalid(read.issues);
  const { definition } = read;
  if (definition.id !== id) {
    throw new AppError(422, 'form-id-differs', `The text is of form ${definition.id}.`, {
      params: { id: definition.id },
      errors: [{ field: 'body.source', code: 'form-id-differs', message: `id: ${definition.id} ≠ ${id}` }],
    });
  }
  await lockForm(tx, id);
  const form = await findForm(tx, id);
  if (!form) await insertForm(tx, actor, { id, region });
  else if (!(await mayWriteRegion(tx, form.regionCode))) throw outside();
  const [newest] = await selectNewest(tx, id);
  if (newest?.source === source) return { version: newest.version, isNew: false };
  if (newest && newest.definition.reporter.kind !== definition.reporter.kind) await refuseRoster(tx, id);
  const by = { userId: actor.userId, name: actor.name };
  const version = await insertVersion(tx, { definition, source, shipped: false, note, by });
  const changes = newest
    ? formChanges(newest.definition, definition, 'zh').map(({ kind, what }) => `${kind} ${what}`)
    : [];
  await audit(tx, actor, { action: 'form.save', subject: `form:${id}`, detail: { version, note, changes } });
  return { version, isNew: true };
}

function invalid(issues: readonly Issue[]): AppError {
  return unprocessable(
    'form-invalid',
    `The text has ${issues.length} mistakes.`,
    issues.map(({ code, message, suggestion, line }) => ({
      field: line === null ? 'body.source' : `body.source:${line}`,
      code,
      message: suggestion === null ? message : `${message} → ${suggestion}`,
    })),
  );
}

/** Firms on the roster do not become regions, nor the other way. */
async function refuseRoster(tx: Tx, id: string): Promise<void> {
  const line = await asSystem(tx, () =>
    tx.selectFrom('statistics_roster').select('id').where('form_id', '=', id).limit(1).executeTakeFirst(),
  );
  if (line) throw conflict('form-reporters-differ', 'The form has a roster of the other kind of reporters.');
}

/** A form belongs to the region that made it: its own bureau and those above change it, all below it may use it. */
async function insertForm(tx: Tx, actor: Actor, { id, region }: { id: string; region: string | undefined }) {
  const own = actor.grants.filter(({ role }) => role === 'bureau').flatMap(({ regionCode }) => regionCode ?? []);
  const code = region ?? (own.length === 1 ? own[0] : undefined);
  if (code === undefined) {
    throw unprocessable('form-region-needed', 'Say which region the form belongs to.', [
      { field: 'body.region', code: 'required', message: 'a region code' },
    ]);
  }
  await requireRegion(tx, code);
  await tx.insertInto('statistics_form').values({ id, region_code: code, retired_at: null }).execute();
}

/**
 * Ends a form, or takes it up again: an ended one opens no further rounds and stays readable.
 * @throws AppError 404, 403 `outside-your-regions`.
 */
export async function retireForm(tx: Tx, actor: Actor, of: { id: string; retired: boolean; now: Date }): Promise<void> {
  const form = await findForm(tx, of.id);
  if (!form) throw notFound('form', of.id);
  if (!(await mayWriteRegion(tx, form.regionCode))) throw outside();
  await tx
    .updateTable('statistics_form')
    .set({ retired_at: of.retired ? of.now : null })
    .where('id', '=', of.id)
    .execute();
  await audit(tx, actor, { action: of.retired ? 'form.retire' : 'form.take-up', subject: `form:${of.id}` });
}
