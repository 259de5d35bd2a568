import { dayOf } from '../../kernel/calendar/workdays.ts';
import { findRegister, loadRegisters } from '../../kernel/registers/index.ts';
import { type Collector, type Input, none } from './collected.ts';
import { ITEMS, selectItems } from './items-queries.ts';
import { lastDay } from './period.ts';
import { selectDistricts } from './queries.ts';

/** Share of the supervision items due by the end of the period that were closed by their date. */
export const collectItems: Collector = async ({ tx, body, region, period, knownAt, subjects }) => {
  const { definition } = findRegister(await loadRegisters(tx), ITEMS);
  const today = dayOf(knownAt);
  const end = lastDay(period) < today ? lastDay(period) : today;
  const items = (await selectItems(tx, definition, { region, asAt: today })).filter(({ dueOn }) => dueOn <= end);
  const districts = await selectDistricts(tx, body.scope === 'regions' ? subjects.map(({ id }) => id) : []);
  return new Map(
    subjects.map(({ id }): [string, Input] => {
      const own = items.filter(({ region: of, task }) =>
        body.scope === 'tasks' ? task === id : districts.get(of)?.has(id),
      );
      if (own.length === 0) return [id, none('没有到期的督办事项', 'no supervision item was due')];
      const inTime = own.filter(({ closedOn, dueOn }) => closedOn !== null && closedOn <= dueOn).length;
      return [
        id,
        {
          value: (inTime / own.length) * 100,
          unit: '%',
          refs: own.slice(0, 40).map((item) => ({ kind: 'entry', id: `${ITEMS}:${item.id}`, text: item.title })),
          zh: `${own.length} 件到期事项中按期办结 ${inTime} 件`,
          en: `${inTime} of ${own.length} due items were closed in time`,
          synthetic: own.some(({ synthetic }) => synthetic),
        },
      ];
    }),
  );
};
