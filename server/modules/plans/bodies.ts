import type { z } from 'zod';
import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { audit } from '../../kernel/audit/audit.ts';
import { changedMeanwhile, conflict, forbidden, notFound, unprocessable } from '../../kernel/errors.ts';
import type { Asking, SearchHit } from '../../kernel/module.ts';
import { findRegion } from '../../kernel/region/queries.ts';
import * as queries from './bodies-queries.ts';
import { findPlan } from './library-queries.ts';
import type {
  BodyInput,
  BodyPatch,
  BodyView as BodySchema,
  DecisionPatch,
  DecisionView,
  MeetingInput,
} from './model.ts';
import { mayUse, regionNames } from './target-rows.ts';

type BodyView = z.infer<typeof BodySchema>;
type Decision = z.infer<typeof DecisionView>;

export const listBodies = ({ actor, run }: Asking, wanted: queries.BodySelection): Promise<BodyView[]> =>
  run(async (tx) => bodyViews(tx, await queries.selectBodies(tx, wanted), actor));

/** Bodies as the page sees them, in four queries whatever the number. */
async function bodyViews(tx: Tx, rows: readonly queries.BodyWithRights[], actor: Actor): Promise<BodyView[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const members = Map.groupBy(await queries.membersOf(tx, ids), (one) => one.body_id);
  const held = await queries.meetingsOf(tx, ids);
  const meetings = Map.groupBy(held, (one) => one.body_id);
  const decisions = Map.groupBy(
    await queries.decisionsOf(
      tx,
      held.map(({ id }) => id),
    ),
    (one) => one.meeting_id,
  );
  const regions = await regionNames(tx, [...new Set(rows.map((row) => row.region_code))], actor);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    kind: row.kind,
    region: { code: row.region_code, name: regions.get(row.region_code) ?? row.region_code },
    planId: row.plan_id,
    chair: row.chair,
    leadUnit: row.lead_unit,
    duties: row.duties,
    chain: row.chain,
    foundedOn: row.founded_on,
    endedOn: row.ended_on,
    members: (members.get(row.id) ?? []).map(({ unit, duty, person }) => ({ unit, duty, person })),
    meetings: (meetings.get(row.id) ?? []).map(({ id, held_on, title }) => ({
      id,
      heldOn: held_on,
      title,
      decisions: (decisions.get(id) ?? []).map(decisionView),
    })),
    mayEdit: row.mayWrite && mayUse(actor, 'plans.write'),
    revision: row.revision,
  }));
}

const decisionView = (row: NonNullable<Awaited<ReturnType<typeof queries.findDecision>>>): Decision => ({
  id: row.id,
  text: row.text,
  unit: row.unit,
  dueOn: row.due_on,
  state: row.state,
  taskId: row.task_id,
});

async function viewOf(tx: Tx, id: string, actor: Actor): Promise<BodyView> {
  const row = await queries.findBody(tx, id);
  const [view] = row ? await bodyViews(tx, [row], actor) : [];
  if (!view) throw notFound('body', id);
  return view;
}

/** @throws AppError 403; 404 for an unknown region or plan; 409 `body-already-there`; 422 `dates-reversed`. */
export const addBody = ({ actor, run }: Asking, input: z.infer<typeof BodyInput>): Promise<BodyView> =>
  run(async (tx) => {
    const { members, ...fields } = input;
    await refuseWrong(tx, fields, null);
    const { id } = await queries.insertBody(tx, { ...columnsOf(fields), ...required(fields) });
    await queries.replaceMembers(tx, id, members);
    await audit(tx, actor, { action: 'body.add', subject: `body:${id}`, detail: input });
    return viewOf(tx, id, actor);
  });

const required = ({ name, kind, regionCode }: Pick<z.infer<typeof BodyInput>, 'name' | 'kind' | 'regionCode'>) => ({
  name,
  kind,
  region_code: regionCode,
});

function columnsOf(fields: Omit<z.infer<typeof BodyPatch>, 'members'>) {
  const columns = {
    name: fields.name,
    kind: fields.kind,
    region_code: fields.regionCode,
    plan_id: fields.planId,
    chair: fields.chair,
    lead_unit: fields.leadUnit,
    duties: fields.duties,
    chain: fields.chain,
    founded_on: fields.foundedOn,
    ended_on: fields.endedOn,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as {
    [column in keyof typeof columns]?: NonNullable<(typeof columns)[column]>;
  };
}

/** @throws AppError as `addBody` does; 404; 412 for another revision. A change that changes nothing leaves no trace. */
export const editBody = (
  { actor, run }: Asking,
  id: string,
  patch: z.infer<typeof BodyPatch>,
  revision: number | null,
): Promise<BodyView> =>
  run(async (tx) => {
    const row = await openBody(tx, id, revision);
    const before = await viewOf(tx, row.id, actor);
    const was = { ...before, regionCode: before.region.code };
    const changed = (Object.keys(patch) as (keyof typeof patch)[]).filter(
      (key) => patch[key] !== undefined && JSON.stringify(patch[key]) !== JSON.stringify(was[key]),
    );
    if (changed.length === 0) return before;
    const pick = (of: typeof patch) => Object.fromEntries(changed.map((key) => [key, of[key]])) as typeof patch;
    const { members, ...fields } = pick(patch);
    await refuseWrong(tx, { ...was, ...fields, planId: fields.planId ?? null }, id);
    await queries.updateBody(tx, id, columnsOf(fields));
    if (members) await queries.replaceMembers(tx, id, members);
    await audit(tx, actor, {
      action: 'body.edit',
      subject: `body:${id}`,
      detail: { before: pick(was), after: pick(patch) },
    });
    return viewOf(tx, id, actor);
  });

export const removeBody = ({ actor, run }: Asking, id: string, revision: number | null): Promise<void> =>
  run(async (tx) => {
    await openBody(tx, id, revision);
    const before = await viewOf(tx, id, actor);
    await queries.deleteBodyRow(tx, id);
    await audit(tx, actor, { action: 'body.delete', subject: `body:${id}`, detail: before });
  });

/** A meeting and what it decided. */
export const addMeeting = (
  { actor, run }: Asking,
  id: string,
  input: z.infer<typeof MeetingInput>,
): Promise<BodyView> =>
  run(async (tx) => {
    await openBody(tx, id, null);
    const wanted = input.decisions.flatMap(({ taskId }) => taskId ?? []);
    const seen = await queries.visibleTasks(tx, wanted);
    const missing = wanted.find((taskId) => !seen.has(taskId));
    if (missing) throw notFound('task', missing);
    const meeting = await queries.insertMeeting(tx, { body_id: id, held_on: input.heldOn, title: input.title });
    await queries.insertDecisions(tx, meeting.id, input.decisions);
    await audit(tx, actor, {
      action: 'body.meeting',
      subject: `body:${id}`,
      detail: { meeting: meeting.id, ...input },
    });
    return viewOf(tx, id, actor);
  });

export const editDecision = (
  { actor, run }: Asking,
  id: string,
  patch: z.infer<typeof DecisionPatch>,
): Promise<Decision> =>
  run(async (tx) => {
    const row = await queries.lockDecision(tx, id);
    if (!row) throw (await queries.findDecision(tx, id)) ? outside() : notFound('decision', id);
    const before = decisionView(row);
    const after = {
      ...before,
      ...Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)),
    };
    if (JSON.stringify(after) === JSON.stringify(before)) return before;
    const saved = await queries.updateDecision(tx, id, { state: after.state, due_on: after.dueOn, unit: after.unit });
    await audit(tx, actor, { action: 'decision.edit', subject: `decision:${id}`, detail: { before, after } });
    return decisionView(saved);
  });

async function openBody(tx: Tx, id: string, revision: number | null): Promise<queries.BodyWithRights> {
  const row = await queries.lockBody(tx, id);
  if (!row) throw (await queries.findBody(tx, id)) ? outside() : notFound('body', id);
  if (revision !== null && row.revision !== revision) throw changedMeanwhile('body');
  return row;
}

const outside = () => forbidden('outside-your-regions', 'This body is not yours to change.');

async function refuseWrong(
  tx: Tx,
  body: Pick<z.infer<typeof BodyInput>, 'name' | 'regionCode' | 'planId' | 'foundedOn' | 'endedOn'>,
  own: string | null,
): Promise<void> {
  if (!(await findRegion(tx, body.regionCode))) throw notFound('region', body.regionCode);
  if (body.planId !== null && !(await findPlan(tx, body.planId))) throw notFound('plan', body.planId);
  const same = await queries.findBodyNamed(tx, body.name, body.regionCode);
  if (same && same.id !== own) throw conflict('body-already-there', `${body.name} of this region is there already.`);
  if (body.foundedOn !== null && body.endedOn !== null && body.foundedOn > body.endedOn) {
    throw unprocessable(
      'dates-reversed',
      `It would end on ${body.endedOn}, before it is founded on ${body.foundedOn}.`,
      [{ field: 'endedOn', code: 'dates-reversed', message: `not before ${body.foundedOn}` }],
    );
  }
}

/** Coordination bodies for the search box. */
export async function searchBodies(tx: Tx, q: string, limit: number): Promise<SearchHit[]> {
  if (q.trim() === '' || limit < 1) return [];
  const rows = await queries.selectBodiesLike(tx, q.trim(), limit);
  return rows.map((row) => ({
    kind: 'body',
    title: row.name,
    sub: [row.region, row.lead_unit].filter(Boolean).join(' · '),
    href: `/responsibility?body=${row.id}`,
  }));
}
