import { type Selectable, sql } from 'kysely';
import type { z } from 'zod';
import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { regionNames as namesOfRegions } from '../../kernel/region/name.ts';
import type { Responsible, TargetView, Transform } from './model.ts';
import type { TargetTable } from './tables.ts';

/** A row of `plans_target` as read, all columns. */
export type TargetRow = Selectable<TargetTable>;
type ResponsibleView = z.infer<typeof Responsible>;

/**
 * Rows as the page sees them, in the order given: with the names of plan, place and indicator, the units that answer for
 * them, and whether the actor may change them. Four queries whatever the number. `judgement`, `unboundReason` and
 * `computedBy` stay null: the ledger fills them.
 */
export async function targetViews(
  tx: Tx,
  rows: readonly TargetRow[],
  { actor }: { readonly actor: Actor },
): Promise<TargetView[]> {
  if (rows.length === 0) return [];
  const plans = await plansOf(tx, distinct(rows.map((row) => row.plan_id)));
  const regions = await regionNames(tx, distinct(rows.map((row) => row.region_code)), actor);
  const indicators = await indicatorsOf(tx, distinct(rows.flatMap((row) => row.indicator_code ?? [])), actor);
  const responsible = await responsibleOf(
    tx,
    rows.map((row) => row.id),
  );
  const mayWrite = mayUse(actor, 'plans.write');
  return rows.map((row) => {
    const plan = plans.get(row.plan_id);
    const indicator = row.indicator_code === null ? undefined : indicators.get(row.indicator_code);
    return {
      id: row.id,
      planId: row.plan_id,
      planTitle: plan?.title ?? '',
      ordinal: row.ordinal,
      kind: row.kind,
      indicatorName: row.indicator_name,
      indicatorCode: row.indicator_code,
      indicatorTitle: indicator?.title ?? null,
      indicatorUnit: indicator?.unit ?? null,
      indicatorShownAs: indicator?.shownAs ?? null,
      scope: row.scope,
      binding: row.binding,
      bindingConfidence: row.binding_confidence,
      unboundReason: null,
      computedBy: null,
      transform: row.transform as z.infer<typeof Transform>,
      comparator: row.comparator as TargetView['comparator'],
      value: row.value,
      valueMax: row.value_max,
      unit: row.unit,
      accumulation: row.accumulation,
      fromYear: row.from_year,
      deadline: row.deadline,
      deadlineAssumed: row.deadline_assumed,
      asOf: row.as_of,
      baselineYear: row.baseline_year,
      baselineValue: row.baseline_value,
      implicit: row.implicit,
      region: { code: row.region_code, name: regions.get(row.region_code) ?? row.region_code },
      regionName: row.region_name,
      sectionPath: row.section_path,
      quote: row.quote,
      start: row.start_offset,
      end: row.end_offset,
      confidence: row.confidence,
      question: row.question,
      caution: (actor.locale === 'zh' && row.caution_zh) || row.caution,
      review: row.review,
      origin: row.origin,
      responsible: responsible.get(row.id) ?? [],
      judgement: null,
      mayEdit: mayWrite && (plan?.mayWrite ?? false),
      revision: row.revision,
    };
  });
}

/** Units that answer for each target or task, in their order. */
export async function responsibleOf(tx: Tx, subjectIds: readonly string[]): Promise<Map<string, ResponsibleView[]>> {
  const bySubject = new Map<string, ResponsibleView[]>();
  if (subjectIds.length === 0) return bySubject;
  const rows = await tx
    .selectFrom('plans_responsibility')
    .select(['subject_id', 'unit', 'role'])
    .where('subject_id', '=', sql<string>`any(${subjectIds}::uuid[])`)
    .orderBy('subject_id')
    .orderBy('ordinal')
    .execute();
  for (const { subject_id, unit, role } of rows) {
    const list = bySubject.get(subject_id) ?? [];
    list.push({ unit, role });
    bySubject.set(subject_id, list);
  }
  return bySubject;
}

/** Names of regions in the reader's language. */
export const regionNames = (tx: Tx, codes: readonly string[], { locale }: Actor) => namesOfRegions(tx, codes, locale);

/** A token may carry less than its owner's roles; the rows themselves are the database's to decide. */
export const mayUse = (actor: Actor, permission: string): boolean =>
  actor.tokenPermissions === null || actor.tokenPermissions.includes(permission);

const distinct = (values: readonly string[]): string[] => [...new Set(values)];

async function plansOf(tx: Tx, ids: readonly string[]) {
  const rows = await tx
    .selectFrom('plans_plan')
    .select(['id', 'title', sql<boolean>`liannao_may_write(region_code)`.as('mayWrite')])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function indicatorsOf(tx: Tx, codes: readonly string[], actor: Actor) {
  if (codes.length === 0) return new Map<string, { title: string; unit: string; shownAs: string }>();
  const rows = await tx
    .selectFrom('indicator')
    .select(['code', 'name_zh', 'name_en', 'unit', 'shown_as'])
    .where('code', 'in', codes)
    .execute();
  return new Map(
    rows.map((row) => [
      row.code,
      { title: actor.locale === 'en' ? row.name_en : row.name_zh, unit: row.unit, shownAs: row.shown_as },
    ]),
  );
}
