/**
 * Sums of the demonstration's settled rounds, all in a few statements: the same sums, made by the same functions, as when
 * the rounds are added up one after another.
 */
import { month as monthPeriod } from '@liannao/statistics';
import { CITY } from '../../../data/demo/returns/taizhou.ts';
import type { Tx } from '../../kernel/access/actor.ts';
import { addDays, dayOf } from '../../kernel/calendar/workdays.ts';
import type { NewObservation } from '../../kernel/observation/queries.ts';
import type { DemoReturn, DemoRound } from './demo-return-states.ts';
import { catalogueOf } from './returns/figures.ts';
import { BY_ITSELF } from './returns/reasons.ts';
import { sumFigures } from './returns/settle-figures.ts';
import { addUp, type LiveTotal, shareOf } from './returns/totals.ts';
import { storeTotals } from './returns/totals-queries.ts';
import { sumKey, withheldSums } from './returns/withhold.ts';

/** Totals and progress of rounds in which all is approved; answers the regions' figures. */
export async function settleRounds(tx: Tx, returns: readonly DemoReturn[]): Promise<NewObservation[]> {
  const figures: NewObservation[] = [];
  const progress: Progress[] = [];
  for (const [round, of] of Map.groupBy(returns, (one) => one.round)) {
    if (round.isOpen) continue;
    const settledAt = new Date(`${addDays(round.dueOn, 1)}T16:05:00+08:00`);
    const parents = new Map(of.map(({ row }) => [row.region_code, CITY]));
    const totals = addUp(
      { definition: round.form.definition, period: monthPeriod(round.year, round.month) },
      of.map(({ row, cells }) => ({ regionCode: row.region_code, cells, isExcused: false })),
      parents,
    );
    await storeTotals(tx, round.id, { before: new Map(), now: totals, at: settledAt });
    const catalogue = await catalogueOf(tx, round.form.definition);
    const withheld = withheldSums({ definition: round.form.definition, totals, parents });
    for (const [region, sums] of totals) {
      const there = region === CITY ? of : of.filter(({ row }) => row.region_code === region);
      progress.push(progressOf(round, region, there, settledAt));
      figures.push(...figuresOf(round, { region, sums, catalogue, count: there.length, withheld }));
    }
  }
  await tx.insertInto('statistics_progress').values(progress).execute();
  return figures;
}

type Progress = ReturnType<typeof progressOf>;

function progressOf(round: DemoRound, region: string, returns: readonly DemoReturn[], settledAt: Date) {
  const { length } = returns;
  return {
    round_id: round.id,
    region_code: region,
    expected: length,
    submitted: length,
    checked: length,
    approved: length,
    excused: 0,
    late: returns.filter(({ submittedAt }) => submittedAt !== null && dayOf(submittedAt) > round.dueOn).length,
    questions: 0,
    updated_at: settledAt,
    settled_at: settledAt,
    settled_by_name: BY_ITSELF,
    settled_note: null,
  };
}

interface Settling {
  readonly region: string;
  readonly sums: readonly LiveTotal[];
  readonly catalogue: Awaited<ReturnType<typeof catalogueOf>>;
  readonly count: number;
  /** What would tell of single firms, as the release leaves it: not open. */
  readonly withheld: ReadonlySet<string>;
}

function figuresOf(round: DemoRound, { region, sums, catalogue, count, withheld }: Settling): NewObservation[] {
  const { definition, formId, version } = round.form;
  const period = monthPeriod(round.year, round.month);
  const places = new Map(sums.map((sum) => [sumKey(region, sum), sum]));
  return sumFigures({ definition, period }, sums, catalogue).map(({ row, column, ...figure }) => {
    const key = sumKey(region, { row, column });
    const sum = places.get(key);
    return {
      ...figure,
      regionCode: region,
      partyId: null,
      status: 'approved',
      synthetic: true,
      open: !withheld.has(key),
      source: {
        kind: 'form',
        form: formId,
        version,
        round: round.id,
        period: `${round.year}-${String(round.month).padStart(2, '0')}`,
        row,
        column,
        ...(sum ? shareOf(sum, count) : { reported: count, expected: count }),
        by: BY_ITSELF,
      },
      reason: null,
      importRunId: null,
      enteredBy: null,
    };
  });
}
