import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { notFound } from '../../kernel/errors.ts';
import type { Asking } from '../../kernel/module.ts';
import { regionName } from '../../kernel/region/name.ts';
import { collect } from './collect.ts';
import { type CellView, type RunCheck, type RunDetail, type RunRow, SchemeBody, type SubjectView } from './model.ts';
import { evaluatedPeriod } from './period.ts';
import {
  type RunListed,
  selectAdjustments,
  selectPreviousRun,
  selectRun,
  selectRuns,
  selectVersions,
} from './queries.ts';
import { digestOf, type RunResult, resultOf } from './runs.ts';
import { nominate } from './scoring/incentives.ts';

export const listRuns = (
  { run, actor }: Asking,
  wanted: { region?: string | undefined; scheme?: string | undefined },
): Promise<RunRow[]> => run(async (tx) => (await selectRuns(tx, wanted)).map((row) => rowOf(row, actor.locale)));

const rowOf = (row: RunListed, locale: 'zh' | 'en'): RunRow => ({
  id: row.id,
  scheme: {
    id: row.scheme_id,
    name: locale === 'en' ? row.name_en : row.name_zh,
    version: row.number,
    scope: row.scope,
  },
  region: { code: row.region_code, name: regionName({ name: row.regionName, nameEn: row.regionNameEn }, locale) },
  period: row.period,
  knownAt: row.known_at.toISOString(),
  state: row.state,
  subjects: row.subjects,
  synthetic: row.synthetic,
  made: { name: row.made_by_name, at: row.made_at.toISOString() },
  published: row.published_at ? { name: row.published_by_name ?? '', at: row.published_at.toISOString() } : null,
  mayEdit: row.mayWrite,
});

export const showRun = ({ run, actor }: Asking, id: string): Promise<RunDetail> =>
  run((tx) => runDetail(tx, actor, id));

/** A run with everything that it rests on, held against the run of the period before. */
export async function runDetail(tx: Tx, { locale }: Pick<Actor, 'locale'>, id: string): Promise<RunDetail> {
  const row = await selectRun(tx, id);
  if (!row) throw notFound('run', id);
  const body = SchemeBody.parse(row.body);
  const previous = await selectPreviousRun(tx, {
    scheme: row.scheme_id,
    region: row.region_code,
    periodEnd: row.period_end,
  });
  const before = new Map(
    ((previous?.result as unknown as RunResult | undefined)?.subjects ?? []).map(({ id: of, scored }) => [
      of,
      { total: scored.total, rank: scored.rank },
    ]),
  );
  const { subjects } = row.result as unknown as RunResult;
  const views = subjects.map((subject) =>
    subjectView(subject, { body, locale, before: before.get(subject.id) ?? null }),
  );
  return {
    ...rowOf(row, locale),
    body,
    digest: row.digest,
    previous: previous ? { id: previous.id, period: previous.period } : null,
    subjectScores: views.sort((a, b) => (a.rank ?? Number.POSITIVE_INFINITY) - (b.rank ?? Number.POSITIVE_INFINITY)),
    incentives: await incentivesOf(tx, id, { body, views }),
  };
}

function subjectView(
  { id, zh, en, inputs, scored, sentences }: RunResult['subjects'][number],
  { body, locale, before }: { body: SchemeBody; locale: 'zh' | 'en'; before: SubjectView['before'] },
): SubjectView {
  return {
    id,
    name: locale === 'en' ? en : zh,
    href: body.scope === 'tasks' ? `/tasks/${id}` : null,
    total: scored.total,
    coverage: scored.coverage,
    rank: scored.rank,
    before,
    cells: scored.cells.map((cell): CellView => {
      const input = inputs[cell.criterion];
      return {
        ...cell,
        unit: input?.unit ?? '',
        sentence: sentences[cell.criterion]?.[locale] ?? '',
        refs: [...(input?.refs ?? [])],
        synthetic: input?.synthetic ?? false,
      };
    }),
  };
}

async function incentivesOf(
  tx: Tx,
  runId: string,
  { body, views }: { body: SchemeBody; views: readonly SubjectView[] },
): Promise<RunDetail['incentives']> {
  const proposed = nominate(
    body.incentives,
    views.map(({ id, total, rank, before }) => ({ id, total, rank, before: before?.total ?? null })),
  );
  const adjusted = new Map(
    (await selectAdjustments(tx, runId)).map((row) => [
      row.subject,
      { action: row.action, reason: row.reason, made: { name: row.made_by_name, at: row.made_at.toISOString() } },
    ]),
  );
  const rules = new Map(proposed.map((one) => [one.id, one.rules]));
  return views
    .filter(({ id }) => rules.has(id) || adjusted.has(id))
    .map(({ id, name }) => {
      const adjustment = adjusted.get(id) ?? null;
      return {
        subject: id,
        name,
        rules: [...(rules.get(id) ?? [])],
        adjustment,
        listed: adjustment ? adjustment.action === 'add' : true,
      };
    });
}

/**
 * Makes a run again: its scores from the inputs that it keeps, and its inputs from the store as they were known then.
 * Scores must be the same; an input that differs was edited since, and is listed.
 */
export const checkRun = ({ run }: Asking, id: string): Promise<RunCheck> =>
  run(async (tx) => {
    const row = await selectRun(tx, id);
    if (!row) throw notFound('run', id);
    const version = (await selectVersions(tx, [row.scheme_id])).find(({ id: own }) => own === row.version_id);
    const body = SchemeBody.parse(version?.body);
    const stored = row.result as unknown as RunResult;
    const subjects = stored.subjects.map(({ id: of, zh, en }) => ({ id: of, zh, en }));
    const again = resultOf(body, subjects, new Map(stored.subjects.map(({ id: of, inputs }) => [of, inputs])));
    const fresh = await collect({
      tx,
      schemeId: row.scheme_id,
      body,
      region: row.region_code,
      period: evaluatedPeriod(row.period),
      knownAt: row.known_at,
      subjects,
    });
    const differences = stored.subjects.flatMap((subject) =>
      body.criteria.flatMap(({ id: criterion }) => {
        const before = subject.inputs[criterion]?.value ?? null;
        const now = fresh.get(subject.id)?.[criterion]?.value ?? null;
        return before === now ? [] : [{ subject: subject.id, criterion, stored: before, now }];
      }),
    );
    return { scoresSame: digestOf(again) === row.digest, inputs: subjects.length * body.criteria.length, differences };
  });
