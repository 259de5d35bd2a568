import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { notFound, unprocessable } from '../../kernel/errors.ts';
import type { RunDetail } from './model.ts';
import { selectSchemes, selectSchemesFor } from './queries.ts';
import { runDetail } from './run-view.ts';
import { makeRunIn } from './runs.ts';

interface Wanted {
  readonly region: string;
  readonly period: string;
  /** Id or Chinese or English name; absent: the nearest scheme for districts, the region's own before its superiors'. */
  readonly scheme?: string | undefined;
  readonly asAt?: string | undefined;
  readonly now: Date;
}

/**
 * Makes a run by a scheme found by name, and answers it whole: for the command line.
 * @throws AppError 404 `scheme-not-found`, 422 `scheme-ambiguous`; what `makeRunIn` throws.
 */
export async function evaluateRegion(
  tx: Tx,
  actor: Actor,
  { region, period, scheme, asAt, now }: Wanted,
): Promise<RunDetail> {
  const usable = await selectSchemesFor(tx, region);
  const fitting = scheme
    ? usable.filter(({ id, name_zh, name_en }) => [id, name_zh, name_en].includes(scheme))
    : usable.filter((one) => one.scope === 'regions').slice(0, 1);
  const [found, second] = fitting;
  if (!found) throw notFound('scheme', scheme ?? (await selectSchemes(tx)).map((one) => one.name_zh).join('、'));
  if (second) throw unprocessable('scheme-ambiguous', `${scheme} is the name of several schemes; give the id.`);
  const { id } = await makeRunIn(tx, actor, { scheme: found.id, region, period, now, ...(asAt ? { asAt } : {}) });
  return runDetail(tx, actor, id);
}
