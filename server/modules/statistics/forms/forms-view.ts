import { type FormDefinition, rowsOf } from '@liannao/statistics';
import { sql } from 'kysely';
import { type Actor, rolesOf, type Tx } from '../../../kernel/access/actor.ts';
import { notFound } from '../../../kernel/errors.ts';
import { regionNames } from '../../../kernel/region/name.ts';
import {
  findForm,
  mayWriteRegion,
  selectNewest,
  selectUses,
  selectVersionFacts,
  selectVersions,
} from './form-queries.ts';
import type { FormListItem, FormView } from './model.ts';

/** A definition as it is sent: a copy that may be written to, as the schema of answers asks for. */
export const definitionView = (definition: FormDefinition): FormView['definition'] =>
  structuredClone(definition) as unknown as FormView['definition'];

/** Who may define forms at all; which ones is for the region to say. */
const mayDefine = (actor: Actor) => rolesOf(actor).has('admin') || rolesOf(actor).has('bureau');

/**
 * The forms that there are, each with where it is collected; with a region those of it, of what lies above and below it.
 * `month` is the newest month that a roster is counted for, `2025-08`.
 */
export async function listForms(
  tx: Tx,
  actor: Actor,
  { region, month }: { region: string | undefined; month: string },
): Promise<FormListItem[]> {
  const [newest, uses, facts] = [await selectNewest(tx), await selectUses(tx), await selectFacts(tx, month)];
  const related = region === undefined ? null : await relatedRegions(tx, region);
  const names = await regionNames(
    tx,
    uses.map(({ regionCode }) => regionCode),
    actor.locale,
  );
  return newest.map(({ formId, version, definition, shipped }): FormListItem => {
    const fact = facts.get(formId);
    return {
      id: formId,
      name: definition[actor.locale],
      number: definition.number,
      edition: definition.edition,
      version,
      frequency: definition.frequency,
      reporter: definition.reporter.names[actor.locale],
      rows: rowsOf(definition).length,
      uses: uses
        .filter((use) => use.formId === formId && (related === null || related.has(use.regionCode)))
        .map((use) => ({
          id: use.id,
          region: { code: use.regionCode, name: names.get(use.regionCode) ?? use.regionCode },
          from: use.from,
          until: use.until,
        })),
      reporters: fact?.reporters ?? 0,
      shipped,
      retired: fact?.retired ?? false,
      mayEdit: mayDefine(actor) && (fact?.writable ?? false),
    };
  });
}

interface FormFact {
  readonly id: string;
  readonly retired: boolean;
  readonly writable: boolean;
  /** Of those that the actor sees. */
  readonly reporters: number;
}

async function selectFacts(tx: Tx, month: string): Promise<Map<string, FormFact>> {
  const { rows } = await sql<FormFact>`select f.id, f.retired_at is not null as retired,
      (select liannao_is_admin()) or f.region_code in (select liannao_writable()) as writable,
      coalesce(m.n, 0)::int as reporters
    from statistics_form f left join (
      select form_id, count(*) as n from statistics_roster
      where since <= ${month} and (until is null or until >= ${month}) group by form_id) m on m.form_id = f.id`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

async function relatedRegions(tx: Tx, region: string): Promise<Set<string>> {
  const { rows } = await sql<{ code: string }>`select descendant as code from region_closure where ancestor = ${region}
    union select ancestor from region_closure where descendant = ${region} and via = 'division'`.execute(tx);
  return new Set(rows.map(({ code }) => code));
}

/** A form in its newest version, or in the one asked for. @throws AppError 404 `form-not-found`, `form-version-not-found`. */
export async function showForm(tx: Tx, actor: Actor, { id, version }: { id: string; version: number | undefined }) {
  const form = await findForm(tx, id);
  if (!form) throw notFound('form', id);
  const versions = await selectVersions(tx, [id]);
  const shown = version === undefined ? versions.at(-1) : versions.find((one) => one.version === version);
  if (!shown) throw notFound('form-version', `${id} ${version ?? ''}`.trim());
  const facts = await selectVersionFacts(tx, id);
  return {
    definition: definitionView(shown.definition),
    version: shown.version,
    source: shown.source,
    regionCode: form.regionCode,
    mayEdit: mayDefine(actor) && (await mayWriteRegion(tx, form.regionCode)),
    versions: facts.map(({ definition, at, rounds, ...one }) => ({
      ...one,
      edition: (definition as FormDefinition).edition,
      at: at.toISOString(),
      rounds: rounds ?? 0,
    })),
  } satisfies FormView;
}
