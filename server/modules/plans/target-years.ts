/** Yearly milestones proposed for a target: parts of an amount, or levels from the base to the target. */
import { convert, decimalsOf, linearMilestones, splitTotal, type YearValue } from '@liannao/statistics';
import type { z } from 'zod';
import type { Tx } from '../../kernel/access/actor.ts';
import { notFound, unprocessable } from '../../kernel/errors.ts';
import { addsUp } from './judge-mapping.ts';
import { selectTerms } from './judge-queries.ts';
import { dataMonth, type JudgedTarget, judgeTargets } from './judge-targets.ts';
import { type LedgerRow, selectOne } from './ledger-queries.ts';
import type { YearSplit } from './model.ts';
import type { Asked } from './target-detail.ts';

export type Split = z.infer<typeof YearSplit>;

/** @throws AppError 422 where the years or the base to start from are not known; it says what is missing. */
export async function suggestYears(tx: Tx, id: string, asked: Asked): Promise<Split> {
  const row = await selectOne(tx, id);
  if (!row) throw notFound('target', id);
  const [term] = await selectTerms(tx, [row.plan_id]);
  const to = row.deadline ?? term?.to ?? null;
  if (to === null) throw cannot('no-deadline', 'The target has no deadline and its plan no end.');
  const month = await dataMonth(tx, asked.month, asked.now);
  const judged = (await judgeTargets(tx, [row], { month, locale: asked.actor.locale })).get(id);
  const base = baseOf(row, judged);
  const first = firstYear(row, { base: base?.year ?? null, planFrom: term?.from ?? null });
  const years = split(row, { first, to, base });
  return { years: years.map((one) => ({ ...one, note: '' })) };
}

interface Span {
  readonly first: number | null;
  readonly to: number;
  readonly base: YearValue | null;
}

function split(row: LedgerRow, { first, to, base }: Span): readonly YearValue[] {
  const decimals = decimalsOf(row.unit);
  if (addsUp(row.transform)) {
    if (first === null) throw cannot('no-base-year', 'It is not known from which year the amount counts.');
    return orRefuse(splitTotal({ from: first, to, total: row.value, decimals }));
  }
  if (row.transform === 'every-year') {
    if (first === null) throw cannot('no-base-year', 'It is not known from which year the target holds.');
    return Array.from({ length: to - first + 1 }, (_, i) => ({ year: first + i, value: row.value }));
  }
  if (!base) throw cannot('no-base-year', 'There is no figure of a base year to start from.');
  return orRefuse(linearMilestones({ base, target: { year: to, value: row.value }, decimals }));
}

function firstYear(
  row: LedgerRow,
  { base, planFrom }: { base: number | null; planFrom: number | null },
): number | null {
  if (row.transform === 'net-increase' || row.transform === 'change-in-points') {
    const from = row.baseline_year ?? row.from_year ?? base;
    return from === null ? planFrom : from + 1;
  }
  return row.from_year ?? planFrom;
}

/** The base of the judgement, in the target's own unit. */
function baseOf(row: LedgerRow, judged: JudgedTarget | undefined): YearValue | null {
  const { judgement = null, indicator = null } = judged ?? {};
  if (!judgement?.baseline || !indicator) return null;
  const value = convert(judgement.baseline.value, indicator.unit, row.unit, indicator.dimension);
  return value.ok ? { year: judgement.baseline.year, value: value.value } : null;
}

function orRefuse(result: ReturnType<typeof splitTotal>): readonly YearValue[] {
  if (result.ok) return result.value;
  const [issue] = result.issues;
  throw unprocessable(issue?.code ?? 'years-impossible', issue?.message ?? 'The years cannot be split.');
}

const cannot = (code: string, message: string) => unprocessable(code, message);
