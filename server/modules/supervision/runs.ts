import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { audit } from '../../kernel/audit/audit.ts';
import { conflict, forbidden, notFound, unprocessable } from '../../kernel/errors.ts';
import type { Asking } from '../../kernel/module.ts';
import { findRegion } from '../../kernel/region/queries.ts';
import { collect, subjectsOf } from './collect.ts';
import type { EvaluatedSubject, Input } from './collected.ts';
import { explainCell, type Sentences } from './explain.ts';
import { type ManualScore, type NewRun, SchemeBody } from './model.ts';
import { evaluatedPeriod } from './period.ts';
import {
  deleteRun,
  insertManual,
  insertRun,
  publishedBeside,
  selectRun,
  selectScheme,
  selectVersions,
  setPublished,
} from './queries.ts';
import { madeBy } from './schemes.ts';
import { evaluate, type SubjectScore } from './scoring/evaluate.ts';

/** What a run keeps: every input with its reference, and what was made of it. */
export interface RunResult {
  readonly subjects: readonly (EvaluatedSubject & {
    readonly inputs: Readonly<Record<string, Input>>;
    readonly scored: SubjectScore;
    readonly sentences: Readonly<Record<string, Sentences>>;
  })[];
}

/** Scores what was collected; the same inputs give the same bytes. */
export function resultOf(
  body: SchemeBody,
  subjects: readonly EvaluatedSubject[],
  inputs: ReadonlyMap<string, Readonly<Record<string, Input>>>,
): RunResult {
  const values = subjects.map(({ id }) => ({
    id,
    values: Object.fromEntries(body.criteria.map(({ id: own }) => [own, inputs.get(id)?.[own]?.value ?? null])),
  }));
  const known = (criterion: string) => values.filter((one) => one.values[criterion] !== null).length;
  const scores = new Map(evaluate(body, values).map((one) => [one.id, one]));
  return {
    subjects: subjects.map((subject) => {
      const own = inputs.get(subject.id) ?? {};
      const scored = scores.get(subject.id) as SubjectScore;
      const sentences = scored.cells.map((cell, at): [string, Sentences] => [
        cell.criterion,
        explainCell(body.criteria[at] as SchemeBody['criteria'][number], cell, {
          input: own[cell.criterion] as Input,
          of: known(cell.criterion),
        }),
      ]);
      return { ...subject, inputs: own, scored, sentences: Object.fromEntries(sentences) };
    }),
  };
}

/** Of every value, score, place and total, so that two runs can be told apart by a short text. */
export const digestOf = ({ subjects }: RunResult): string => {
  const told = subjects.map(({ id, scored: { cells, total, coverage, rank } }) => [
    id,
    total,
    coverage,
    rank,
    cells.map(({ criterion, value, score, place, by }) => [criterion, value, score, place, by]),
  ]);
  return createHash('sha256').update(JSON.stringify(told)).digest('hex');
};

export const makeRun = ({ run, actor }: Asking, wanted: z.infer<typeof NewRun>, now: Date): Promise<{ id: string }> =>
  run((tx) => makeRunIn(tx, actor, { ...wanted, now }));

/** @throws AppError 404 `scheme-not-found`, `region-not-found`; 422 `run-without-subjects`, `as-at-in-future`; 403. */
export async function makeRunIn(
  tx: Tx,
  actor: Actor,
  wanted: z.infer<typeof NewRun> & { readonly now: Date },
): Promise<{ id: string }> {
  const { now } = wanted;
  const scheme = await selectScheme(tx, wanted.scheme);
  if (!scheme) throw notFound('scheme', wanted.scheme);
  const versions = await selectVersions(tx, [scheme.id]);
  const version = wanted.version === undefined ? versions[0] : versions.find(({ number }) => number === wanted.version);
  if (!version) throw notFound('scheme-version', String(wanted.version));
  if (!(await findRegion(tx, wanted.region))) throw notFound('region', wanted.region);
  const knownAt = wanted.asAt ? new Date(`${wanted.asAt}T23:59:59.999+08:00`) : now;
  const today = new Date(now.getTime() + 86_400_000);
  if (knownAt > today) throw unprocessable('as-at-in-future', `${wanted.asAt} has not come yet.`);
  const body = SchemeBody.parse(version.body);
  const period = evaluatedPeriod(wanted.period);
  const subjects = await subjectsOf({ tx, region: wanted.region, body });
  if (subjects.length === 0) throw unprocessable('run-without-subjects', `${wanted.region} has none to be scored.`);
  const given = { tx, schemeId: scheme.id, body, region: wanted.region, period, knownAt, subjects };
  const result = resultOf(body, subjects, await collect(given));
  const synthetic = result.subjects.some(({ inputs }) => Object.values(inputs).some((input) => input.synthetic));
  const made = await insertRun(tx, {
    scheme_id: scheme.id,
    version_id: version.id,
    region_code: wanted.region,
    period: period.code,
    period_end: period.end,
    known_at: knownAt,
    result: JSON.stringify(result),
    digest: digestOf(result),
    subjects: subjects.length,
    synthetic,
    ...madeBy(actor, now),
    published_by_name: null,
    published_at: null,
  });
  await audit(tx, actor, {
    action: 'supervision.run.make',
    subject: `run:${made.id}`,
    detail: { scheme: scheme.id, version: version.number, region: wanted.region, period: period.code, knownAt },
  });
  return made;
}

export const publishRun = ({ run, actor }: Asking, id: string, now: Date): Promise<void> =>
  run(async (tx) => {
    const row = await selectRun(tx, id);
    if (!row) throw notFound('run', id);
    refuseForeign(row);
    refusePublished(row.state);
    if (await publishedBeside(tx, { scheme: row.scheme_id, region: row.region_code, period: row.period }))
      throw conflict('run-published-already', `A run of ${row.period} is published already.`);
    await setPublished(tx, id, { name: actor.name, at: now });
    await audit(tx, actor, { action: 'supervision.run.publish', subject: `run:${id}`, detail: { digest: row.digest } });
  });

export const removeRun = ({ run, actor }: Asking, id: string): Promise<void> =>
  run(async (tx) => {
    const row = await selectRun(tx, id);
    if (!row) throw notFound('run', id);
    refuseForeign(row);
    refusePublished(row.state);
    await deleteRun(tx, id);
    await audit(tx, actor, { action: 'supervision.run.remove', subject: `run:${id}`, detail: { digest: row.digest } });
  });

/** The database would leave it alone without a word. */
function refuseForeign({ mayWrite }: { readonly mayWrite: boolean }): void {
  if (!mayWrite) throw forbidden('outside-your-regions', 'This run belongs to a region that you may not change.');
}

export function refusePublished(state: 'draft' | 'published'): void {
  if (state === 'published') throw conflict('run-published', 'A published run stands as it is.');
}

/** A score by a named person, for a run's scheme, region and period; runs made later take it in. */
export const giveScore = (
  { run, actor }: Asking,
  id: string,
  wanted: z.infer<typeof ManualScore>,
  now: Date,
): Promise<void> =>
  run(async (tx) => {
    const row = await selectRun(tx, id);
    if (!row) throw notFound('run', id);
    const criterion = SchemeBody.parse(row.body).criteria.find((one) => one.id === wanted.criterion);
    if (criterion?.measure.kind !== 'manual')
      throw unprocessable('criterion-not-manual', `${wanted.criterion} is not scored by hand.`);
    const { subjects } = row.result as unknown as RunResult;
    if (!subjects.some((subject) => subject.id === wanted.subject)) throw notFound('subject', wanted.subject);
    await insertManual(tx, [
      {
        scheme_id: row.scheme_id,
        region_code: row.region_code,
        period: row.period,
        ...wanted,
        given_by: actor.userId,
        given_by_name: actor.name,
        given_at: now,
      },
    ]);
    await audit(tx, actor, { action: 'supervision.score.give', subject: `run:${id}`, detail: wanted });
  });
