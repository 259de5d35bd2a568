import { type MonthPeriod, monthAt, monthIndex } from '@liannao/statistics';
import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { dataMonth, type JudgedTarget, monthCode, readyToJudge } from './judge-targets.ts';
import { judgedViews } from './ledger.ts';
import { selectLedger } from './ledger-queries.ts';
import type { JudgementView, TargetView } from './model.ts';

export interface JudgedRegion {
  /** `2025-08` */
  readonly month: string;
  readonly previousMonth: string;
  /** In force and accepted, of the region and all below it: those that the ledger lists. Each with its judgement. */
  readonly targets: readonly TargetView[];
  /** The judgements as at the month before, on the figures that are there today. */
  readonly before: ReadonlyMap<string, JudgementView>;
}

/** A region's targets judged at a month and at the one before it, on figures that are read once. */
export async function judgedRegion(
  tx: Tx,
  asked: { readonly actor: Actor; readonly region: string; readonly month: string | undefined; readonly now: Date },
): Promise<JudgedRegion> {
  const { actor, region } = asked;
  const month = await dataMonth(tx, asked.month, asked.now);
  const rows = await selectLedger(tx, { region, kind: ['target'] });
  const judge = await readyToJudge(tx, rows, actor.locale);
  const previous = monthBefore(month);
  return {
    month: monthCode(month),
    previousMonth: monthCode(previous),
    targets: await judgedViews(tx, rows, { actor, judged: judge(month) }),
    before: views(judge(previous)),
  };
}

const views = (judged: ReadonlyMap<string, JudgedTarget>) => new Map([...judged].map(([id, { view }]) => [id, view]));

/** January and February come together: before February's figures lies December. */
function monthBefore({ year, month }: MonthPeriod): MonthPeriod {
  return month <= 2 ? monthAt(monthIndex(year - 1, 12)) : monthAt(monthIndex(year, month) - 1);
}
