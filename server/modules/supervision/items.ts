import type { z } from 'zod';
import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { addDays, dayOf } from '../../kernel/calendar/workdays.ts';
import { notFound, unprocessable } from '../../kernel/errors.ts';
import type { Asking } from '../../kernel/module.ts';
import { regionNames } from '../../kernel/region/name.ts';
import { contextFor, findRegister, insertEntries, loadRegisters } from '../../kernel/registers/index.ts';
import { responsibleOf, selectTasks, targetDetail } from '../plans/index.ts';
import { ITEMS, selectItemCases, selectItems } from './items-queries.ts';
import { lightOf } from './light.ts';
import type { ItemView, NewItem } from './model.ts';

/** Days for what has no date of its own. */
const DAYS = 30;

/** Every item of a region and below, those that burn first. */
export const listItems = (
  { run, actor }: Asking,
  region: string | undefined,
  now: Date,
): Promise<{ items: ItemView[]; today: string }> =>
  run(async (tx) => {
    const today = dayOf(now);
    const { definition } = findRegister(await loadRegisters(tx), ITEMS);
    const rows = await selectItems(tx, definition, { region });
    const names = await regionNames(
      tx,
      rows.map((row) => row.region),
      actor.locale,
    );
    const cases = await selectItemCases(
      tx,
      rows.map(({ id }) => id),
    );
    const states = new Map(definition.lifeCycle?.states.map((state) => [state.id, state]));
    const items = rows.map((row): ItemView => {
      const state = states.get(row.state);
      const { light, reason } = lightOf(row, today);
      return {
        ...row,
        region: { code: row.region, name: names.get(row.region) ?? row.region },
        unit: row.unit ?? '',
        state: { id: row.state, name: state?.[actor.locale] ?? row.state, final: state?.final ?? false },
        light,
        lightReason: reason[actor.locale],
        caseId: cases.get(row.id) ?? null,
        task: UUID.test(row.task ?? '') ? row.task : null,
      };
    });
    const order = ['red', 'yellow', 'blue', 'none'];
    return { items: items.sort((a, b) => order.indexOf(a.light) - order.indexOf(b.light)), today };
  });

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** One press on a task or a target makes an item of it; a second press answers the one that is open. */
export const makeItem = (
  { run, actor }: Asking,
  wanted: z.infer<typeof NewItem>,
  now: Date,
): Promise<{ id: string; made: boolean }> =>
  run(async (tx) => {
    const subject = wanted.task
      ? await taskSubject(tx, wanted.task)
      : await targetSubject(tx, wanted.target ?? '', { actor, now });
    const set = await loadRegisters(tx);
    const context = contextFor(set, ITEMS, actor, now);
    const there = (await selectItems(tx, context.definition, {})).filter(({ task }) => task === subject.id);
    const open = there.find(({ state }) => state !== 'closed');
    if (open) return { id: open.id, made: false };
    const unit = wanted.unit ?? subject.units[0];
    if (!unit) throw unprocessable('item-without-unit', 'The plan names no unit for it; say who takes the lead.');
    const [id] = await insertEntries(tx, context, [
      {
        values: {
          code: codeOf(subject.id, context.today, there.length),
          source: 'plan-task',
          basis: subject.basis.slice(0, 200),
          task: subject.id,
          title: subject.title.slice(0, 200),
          requirement: wanted.requirement ?? subject.requirement,
          'lead-unit': unit,
          ...(subject.units.length > 1
            ? { 'support-units': subject.units.filter((other) => other !== unit).slice(0, 20) }
            : {}),
          region: subject.region,
          'assigned-on': context.today,
          'due-on':
            wanted.dueOn ??
            (subject.dueOn && subject.dueOn > context.today ? subject.dueOn : addDays(context.today, DAYS)),
        },
      },
    ]);
    return { id: id as string, made: true };
  });

/** Readable, and unique for one subject on one day. */
const codeOf = (subject: string, today: string, before: number) =>
  `DB${today.replaceAll('-', '')}-${subject.slice(0, 6).toUpperCase()}${before > 0 ? `-${before + 1}` : ''}`;

interface ItemSubject {
  readonly id: string;
  readonly title: string;
  readonly basis: string;
  readonly requirement: string;
  readonly region: string;
  readonly units: readonly string[];
  readonly dueOn: string | null;
}

async function taskSubject(tx: Tx, id: string): Promise<ItemSubject> {
  const [task] = await selectTasks(tx, { ids: [id] }, { limit: 1 });
  if (!task) throw notFound('task', id);
  const units = (await responsibleOf(tx, [id])).get(id) ?? [];
  return {
    id,
    title: task.title,
    basis: task.plan_title,
    requirement: `按规划要求推进：${task.title}`.slice(0, 500),
    region: task.region_code,
    units: leadFirst(units),
    dueOn: task.due_on,
  };
}

async function targetSubject(tx: Tx, id: string, { actor, now }: { actor: Actor; now: Date }): Promise<ItemSubject> {
  const { target } = await targetDetail(tx, id, { actor: { ...actor, locale: 'zh' }, now });
  return {
    id,
    title: `${target.indicatorTitle ?? target.indicatorName}目标${target.judgement?.state === 'off-track' ? '滞后' : '督办'}`,
    basis: target.planTitle,
    requirement: (target.judgement?.sentence ?? `查明原因，提出追赶办法：${target.indicatorName}`).slice(0, 500),
    region: target.region.code,
    units: leadFirst(target.responsible),
    dueOn: null,
  };
}

const leadFirst = (units: readonly { unit: string; role: 'lead' | 'support' }[]) =>
  [...units].sort((a, b) => Number(a.role === 'support') - Number(b.role === 'support')).map(({ unit }) => unit);
