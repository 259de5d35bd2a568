import { selectChildRegions } from '../statistics/index.ts';
import { collectIndicator } from './collect-indicators.ts';
import { collectItems } from './collect-items.ts';
import {
  collectTargetStates,
  collectTaskProgress,
  collectTaskSilence,
  collectTasksOnTime,
  taskSubjects,
} from './collect-plans.ts';
import { type Collecting, type Collector, type EvaluatedSubject, type Input, none } from './collected.ts';
import type { Measure } from './model.ts';
import { selectManual, selectTimeliness } from './queries.ts';

/** Scores that a named person gave, the newest known at the time. */
const collectManual: Collector = async ({ tx, schemeId, region, period, knownAt }, { id: criterion }) => {
  const rows = await selectManual(tx, { schemeId, region, period: period.code, criterion, until: knownAt });
  return new Map(
    rows.map((row): [string, Input] => [
      row.subject,
      {
        value: row.value,
        unit: '分',
        refs: [{ kind: 'manual-score', id: row.id, text: row.given_by_name }],
        zh: `${row.given_by_name}评分，理由：${row.reason}`,
        en: `scored by ${row.given_by_name}: ${row.reason}`,
        synthetic: row.synthetic,
      },
    ]),
  );
};

/** Share of the year's monthly figures that were entered by the day of the month after. */
const collectTimeliness: Collector = async ({ tx, subjects, period, knownAt }, { measure }) => {
  if (measure.kind !== 'figures-timely') return new Map();
  const rows = await selectTimeliness(tx, {
    regions: subjects.map(({ id }) => id),
    year: period.year,
    end: period.end,
    day: measure.day,
    until: knownAt,
  });
  return new Map(
    rows.map(({ region, timely, total, synthetic }): [string, Input] => [
      region,
      {
        value: (timely / total) * 100,
        unit: '%',
        refs: [],
        zh: `${period.year} 年到 ${period.month} 月的 ${total} 个月度数据中，${timely} 个在次月 ${measure.day} 日前报出`,
        en: `${timely} of ${total} monthly figures to ${period.end} were entered by day ${measure.day} of the month after`,
        synthetic,
      },
    ]),
  );
};

const COLLECTORS: Readonly<Record<Measure['kind'], Collector>> = {
  'target-states': collectTargetStates,
  'indicator-level': collectIndicator,
  'indicator-growth': collectIndicator,
  'tasks-on-time': collectTasksOnTime,
  'items-on-time': collectItems,
  'figures-timely': collectTimeliness,
  'task-progress': collectTaskProgress,
  'task-silence': collectTaskSilence,
  manual: collectManual,
};

const WITHOUT: Partial<Record<Measure['kind'], Input>> = {
  manual: none('还没有人评分', 'nobody has scored it yet'),
  'items-on-time': none('没有到期的督办事项', 'no supervision item was due'),
  'figures-timely': none('没有月度数据', 'no monthly figure'),
};

/** Who is scored: the divisions directly below a region, or its tasks. */
export async function subjectsOf(given: Pick<Collecting, 'tx' | 'region' | 'body'>): Promise<EvaluatedSubject[]> {
  if (given.body.scope === 'tasks') return taskSubjects(given);
  const regions = await selectChildRegions(given.tx, given.region);
  return regions.map(({ code, name, nameEn }) => ({ id: code, zh: name, en: nameEn ?? name }));
}

/** Every value of a run: by subject, then by criterion. */
export async function collect(given: Collecting): Promise<Map<string, Record<string, Input>>> {
  const all = new Map<string, Record<string, Input>>(given.subjects.map(({ id }) => [id, {}]));
  for (const criterion of given.body.criteria) {
    const found = await COLLECTORS[criterion.measure.kind](given, criterion);
    for (const [id, inputs] of all)
      inputs[criterion.id] = found.get(id) ?? WITHOUT[criterion.measure.kind] ?? none('没有数据', 'no figure');
  }
  return all;
}
