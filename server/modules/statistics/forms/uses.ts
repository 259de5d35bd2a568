import { sql } from 'kysely';
import type { z } from 'zod';
import type { Actor, Tx } from '../../../kernel/access/actor.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { AppError, conflict, forbidden, notFound, unprocessable } from '../../../kernel/errors.ts';
import { enqueue } from '../../../kernel/jobs/jobs.ts';
import { findForm, isWithin, lockForm, mayWriteRegion } from './form-queries.ts';
import type { FormUseInput, FormUsePatch } from './model.ts';
import { outside, requireRegion } from './region-right.ts';
import { ROUNDS_JOB } from './rounds-open.ts';

type Input = z.output<typeof FormUseInput>;

/**
 * From a month on a form is collected in a region and all below it. The rounds that are due are opened right after.
 * @throws AppError 404; 403 `outside-your-regions`, `form-of-another-region`; 409 `form-used-already` naming where: two
 * uses of which one lies within the other would ask every reporter twice; 422 `months-reversed`, `form-retired`.
 */
export async function addUse(tx: Tx, actor: Actor, { id, ...use }: Input & { id: string }): Promise<{ id: string }> {
  const form = await findForm(tx, id);
  if (!form) throw notFound('form', id);
  if (form.retiredAt) throw unprocessable('form-retired', 'The form has been ended.');
  checkMonths(use);
  await requireRegion(tx, use.region);
  if (!(await isWithin(tx, use.region, form.regionCode))) {
    throw forbidden('form-of-another-region', 'The form is kept by a region that yours does not lie in.');
  }
  await lockForm(tx, id);
  await refuseOverlap(tx, { formId: id, ...use, except: null });
  const row = await tx
    .insertInto('statistics_form_use')
    .values({
      form_id: id,
      region_code: use.region,
      from_month: use.from,
      until_month: use.until,
      note: use.note,
      set_by: actor.userId,
      set_by_name: actor.name,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await audit(tx, actor, { action: 'form.use', subject: `form:${id}`, detail: use });
  await enqueue(tx, actor, ROUNDS_JOB, {});
  return row;
}

/** Another last month, or none. @throws AppError as `addUse`; 409 `form-use-has-rounds` where rounds lie after it. */
export async function changeUse(
  tx: Tx,
  actor: Actor,
  { id, until, note }: z.output<typeof FormUsePatch> & { id: string },
): Promise<void> {
  const use = await findUse(tx, id);
  checkMonths({ from: use.from_month, until });
  await lockForm(tx, use.form_id);
  await refuseOverlap(tx, { formId: use.form_id, region: use.region_code, from: use.from_month, until, except: id });
  if (until !== null) await refuseRounds(tx, use, until);
  await tx
    .updateTable('statistics_form_use')
    .set({ until_month: until, ...(note === undefined ? {} : { note }) })
    .where('id', '=', id)
    .execute();
  await audit(tx, actor, { action: 'form.use-change', subject: `form:${use.form_id}`, detail: { id, until, note } });
  await enqueue(tx, actor, ROUNDS_JOB, {});
}

/** Takes a use back that nothing has come of. @throws AppError 409 `form-use-has-rounds`: end it instead. */
export async function removeUse(tx: Tx, actor: Actor, id: string): Promise<void> {
  const use = await findUse(tx, id);
  await lockForm(tx, use.form_id);
  await refuseRounds(tx, use, null);
  await tx.deleteFrom('statistics_form_use').where('id', '=', id).execute();
  const detail = { region: use.region_code, from: use.from_month };
  await audit(tx, actor, { action: 'form.use-remove', subject: `form:${use.form_id}`, detail });
}

async function findUse(tx: Tx, id: string) {
  const use = await tx.selectFrom('statistics_form_use').selectAll().where('id', '=', id).executeTakeFirst();
  if (!use) throw notFound('form-use', id);
  if (!(await mayWriteRegion(tx, use.region_code))) throw outside();
  return use;
}

export function checkMonths({ from, until }: { from: string; until: string | null }): void {
  if (until === null || from <= until) return;
  throw unprocessable('months-reversed', `${until} lies before ${from}.`, [
    { field: 'body.until', code: 'months-reversed', message: `≥ ${from}` },
  ]);
}

async function refuseOverlap(
  tx: Tx,
  use: { formId: string; region: string; from: string; until: string | null; except: string | null },
): Promise<void> {
  const { rows } = await sql<{ name: string; from: string }>`select g.name, u.from_month as from
    from statistics_form_use u join region g on g.code = u.region_code
    where u.form_id = ${use.formId} and u.id is distinct from ${use.except}::uuid
      and (u.until_month is null or u.until_month >= ${use.from})
      and (${use.until}::text is null or u.from_month <= ${use.until})
      and exists (select 1 from region_closure c where (c.ancestor, c.descendant) in
        ((u.region_code, ${use.region}), (${use.region}, u.region_code)))
    limit 1`.execute(tx);
  const [other] = rows;
  if (!other) return;
  throw new AppError(409, 'form-used-already', `It is collected in ${other.name} since ${other.from}.`, {
    params: { region: other.name, from: other.from },
  });
}

/** Rounds that were opened by the use after a month, or at all. */
async function refuseRounds(
  tx: Tx,
  use: { form_id: string; region_code: string; from_month: string },
  after: string | null,
) {
  const round = await tx
    .selectFrom('statistics_round')
    .select('period')
    .where('form_id', '=', use.form_id)
    .where('region_code', '=', use.region_code)
    .where('last_month', '>=', use.from_month)
    .$if(after !== null, (query) => query.where('last_month', '>', after ?? ''))
    .limit(1)
    .executeTakeFirst();
  if (round) throw conflict('form-use-has-rounds', `The round of ${round.period} is open already.`);
}
