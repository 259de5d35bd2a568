import type { FormDefinition } from '@liannao/statistics';
import { sql } from 'kysely';
import type { Tx } from '../../../kernel/access/actor.ts';

export interface FormVersion {
  readonly formId: string;
  readonly version: number;
  readonly definition: FormDefinition;
  readonly source: string;
  /** Months. */
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly shipped: boolean;
}

const VERSION = sql.raw(`form_id as "formId", version, definition, source, valid_from as "validFrom",
  valid_until as "validUntil", shipped`);

/** All versions of forms, oldest first; of all forms where none is named. */
export async function selectVersions(tx: Tx, formIds?: readonly string[]): Promise<FormVersion[]> {
  const { rows } = await sql<FormVersion>`select ${VERSION} from statistics_form_version
    where ${formIds === undefined ? sql`true` : sql`form_id = any(${formIds}::text[])`}
    order by form_id, version`.execute(tx);
  return rows;
}

/** The newest version of each form: what the list shows and an editor begins with. */
export async function selectNewest(tx: Tx, formId?: string): Promise<FormVersion[]> {
  const { rows } = await sql<FormVersion>`select distinct on (form_id) ${VERSION} from statistics_form_version
    where ${formId === undefined ? sql`true` : sql`form_id = ${formId}`}
    order by form_id, version desc`.execute(tx);
  return rows;
}

/**
 * The version that a period is reported by: the newest whose first month is not after the period's last and whose validity
 * reaches so far; undefined outside the validity of every edition (conventions 11, check 2).
 */
export const versionFor = (versions: readonly FormVersion[], lastMonth: string): FormVersion | undefined =>
  versions.findLast(
    ({ validFrom, validUntil }) => validFrom <= lastMonth && (validUntil === null || validUntil >= lastMonth),
  );

export const findForm = (tx: Tx, id: string) =>
  tx
    .selectFrom('statistics_form')
    .select(['id', 'region_code as regionCode', 'retired_at as retiredAt'])
    .where('id', '=', id)
    .executeTakeFirst();

/** Two people who save the same form at once: one after the other. */
export async function lockForm(tx: Tx, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`statistics_form:${id}`}, 0))`.execute(tx);
}

export interface NewVersion {
  readonly definition: FormDefinition;
  readonly source: string;
  readonly shipped: boolean;
  readonly note: string;
  readonly by: { readonly userId: string | null; readonly name: string };
}

/** Answers the number of the new version. */
export async function insertVersion(tx: Tx, { definition, source, shipped, note, by }: NewVersion): Promise<number> {
  const { version } = await tx
    .insertInto('statistics_form_version')
    .values({
      form_id: definition.id,
      version: sql<number>`(select coalesce(max(version), 0) + 1 from statistics_form_version where form_id = ${definition.id})`,
      definition: JSON.stringify(definition),
      source,
      valid_from: definition.validFrom,
      valid_until: definition.validUntil,
      shipped,
      note,
      created_by: by.userId,
      created_by_name: by.name,
    })
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
}

/** Versions with how many rounds hold to each. */
export const selectVersionFacts = (tx: Tx, formId: string) =>
  tx
    .selectFrom('statistics_form_version as v')
    .select((eb) => [
      'v.version',
      'v.definition',
      'v.valid_from as validFrom',
      'v.valid_until as validUntil',
      'v.note',
      'v.created_by_name as by',
      'v.created_at as at',
      eb
        .selectFrom('statistics_round as r')
        .select(sql<number>`count(*)::int`.as('n'))
        .whereRef('r.form_id', '=', 'v.form_id')
        .whereRef('r.version', '=', 'v.version')
        .as('rounds'),
    ])
    .where('v.form_id', '=', formId)
    .orderBy('v.version', 'desc')
    .execute();

export interface UseRow {
  readonly id: string;
  readonly formId: string;
  readonly regionCode: string;
  readonly from: string;
  readonly until: string | null;
}

/** Where forms are collected, of all or one form; a use that has ended is among them. */
export const selectUses = (tx: Tx, formId?: string): Promise<UseRow[]> =>
  tx
    .selectFrom('statistics_form_use')
    .select(['id', 'form_id as formId', 'region_code as regionCode', 'from_month as from', 'until_month as until'])
    .$if(formId !== undefined, (query) => query.where('form_id', '=', formId ?? ''))
    .orderBy('form_id')
    .orderBy('region_code')
    .orderBy('from_month')
    .execute();

/** Whether the actor may change what belongs to a region. */
export async function mayWriteRegion(tx: Tx, region: string): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select liannao_may_write(${region}) as may`.execute(tx);
  return rows[0]?.may ?? false;
}

/** Whether one region is the other or lies below it. */
export async function isWithin(tx: Tx, region: string, above: string): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`select 1 as n from region_closure
    where ancestor = ${above} and descendant = ${region}`.execute(tx);
  return rows.length > 0;
}
