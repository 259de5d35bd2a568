import { month as monthOf } from '@liannao/statistics';
import { daysBetween } from '../../kernel/calendar/workdays.ts';
import { readyToJudge, selectLedger, selectTasks } from '../plans/index.ts';
import { type Collecting, type Collector, type Input, none } from './collected.ts';
import { lastDay } from './period.ts';
import { selectDistricts, selectLastNotes } from './queries.ts';

/** More than any region has. */
const ALL = 100_000;
const share = (part: number, whole: number) => (part / whole) * 100;
const LISTED = 40;

/** Share of the judged targets of each region, and of all below it, in the wanted states. */
export const collectTargetStates: Collector = async (given, { measure }) => {
  if (measure.kind !== 'target-states') return new Map();
  const { tx, region, period, knownAt, subjects } = given;
  const rows = await selectLedger(tx, { region, kind: ['target'] });
  const judged = (await readyToJudge(tx, rows, 'zh', knownAt))(monthOf(period.year, period.month));
  const districts = await selectDistricts(
    tx,
    subjects.map(({ id }) => id),
  );
  const of = Map.groupBy(
    rows.flatMap((row) => [...(districts.get(row.region_code) ?? [])].map((district) => ({ row, district }))),
    ({ district }) => district,
  );
  return new Map(
    subjects.map(({ id }): [string, Input] => {
      const own = (of.get(id) ?? []).flatMap(({ row }) => {
        const view = judged.get(row.id)?.view;
        return view && view.state !== 'unknown' ? [{ row, view }] : [];
      });
      if (own.length === 0) return [id, none('没有能判断的目标', 'no target that can be judged')];
      const good = own.filter(({ view }) => measure.states.includes(view.state)).length;
      return [
        id,
        {
          value: share(good, own.length),
          unit: '%',
          refs: own.slice(0, LISTED).map(({ row }) => ({ kind: 'judgement', id: row.id, text: row.indicator_name })),
          zh: `${own.length} 项能判断的目标中 ${good} 项合格`,
          en: `${good} of ${own.length} judged targets are in good state`,
          synthetic: own.some(({ view }) => view.actual?.synthetic ?? false),
        },
      ];
    }),
  );
};

/** Share of the tasks due by the end of the period that are done. */
export const collectTasksOnTime: Collector = async ({ tx, region, period, subjects }) => {
  const tasks = await selectTasks(tx, { region, accepted: true }, { limit: ALL });
  const districts = await selectDistricts(
    tx,
    subjects.map(({ id }) => id),
  );
  const end = lastDay(period);
  const due = tasks.filter((task) => task.due_on !== null && task.due_on <= end && task.state !== 'dropped');
  return new Map(
    subjects.map(({ id }): [string, Input] => {
      const own = due.filter((task) => districts.get(task.region_code)?.has(id));
      if (own.length === 0) return [id, none('没有到期的任务', 'no task was due')];
      const done = own.filter(({ state }) => state === 'done').length;
      return [
        id,
        {
          value: share(done, own.length),
          unit: '%',
          refs: own.slice(0, LISTED).map((task) => ({ kind: 'task', id: task.id, text: task.title })),
          zh: `${own.length} 项到期任务中完成 ${done} 项`,
          en: `${done} of ${own.length} due tasks are done`,
          synthetic: false,
        },
      ];
    }),
  );
};

/** Progress of each task over the share of its time that has passed. */
export const collectTaskProgress: Collector = async ({ tx, period, subjects }) => {
  const tasks = await selectTasks(tx, { ids: subjects.map(({ id }) => id) }, { limit: ALL });
  const end = lastDay(period);
  return new Map(
    tasks.map((task): [string, Input] => {
      const refs = [{ kind: 'task', id: task.id, text: task.title }];
      if (task.state === 'done')
        return [task.id, { value: 100, unit: '%', refs, zh: '任务已完成', en: 'the task is done', synthetic: false }];
      if (!task.starts_on || !task.due_on) return [task.id, none('任务没有起止日期', 'the task has no dates')];
      const whole = Math.max(1, daysBetween(task.starts_on, task.due_on));
      const passed = Math.min(whole, daysBetween(task.starts_on, end));
      if (passed <= 0) return [task.id, none('任务还没有开始', 'the task has not begun')];
      const wanted = share(passed, whole);
      return [
        task.id,
        {
          value: Math.min(100, share(task.percent, wanted)),
          unit: '%',
          refs,
          zh: `进度 ${task.percent}%，按时间应到 ${wanted.toFixed(1)}%`,
          en: `progress ${task.percent}%, ${wanted.toFixed(1)}% of its time has passed`,
          synthetic: false,
        },
      ];
    }),
  );
};

/** Days from the last progress note to the end of the period. */
export const collectTaskSilence: Collector = async ({ tx, period, subjects, knownAt }) => {
  const notes = await selectLastNotes(tx, { ids: subjects.map(({ id }) => id), until: knownAt });
  const end = lastDay(period);
  return new Map(
    subjects.map(({ id, zh }): [string, Input] => {
      const last = notes.get(id);
      if (!last) return [id, none('没有进展记录', 'no progress was noted')];
      const days = Math.max(0, daysBetween(last, end));
      return [
        id,
        {
          value: days,
          unit: '天',
          refs: [{ kind: 'task', id, text: zh }],
          zh: `最近一次进展记于 ${last}`,
          en: `last note of ${last}`,
          synthetic: false,
        },
      ];
    }),
  );
};

/** Tasks in force of a region and below, as subjects of a scheme for tasks. */
export const taskSubjects = async ({ tx, region }: Pick<Collecting, 'tx' | 'region'>) =>
  (await selectTasks(tx, { region, accepted: true }, { limit: ALL })).map(({ id, title }) => ({
    id,
    zh: title,
    en: title,
  }));
