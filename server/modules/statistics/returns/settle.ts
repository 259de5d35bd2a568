import { type Cells, lastMonth, periodCode } from '@liannao/statistics';
import type { z } from 'zod';
import { type Actor, systemActor, type Tx } from '../../../kernel/access/actor.ts';
import { asSystem } from '../../../kernel/access/as-system.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { conflict, forbidden, notFound, unprocessable } from '../../../kernel/errors.ts';
import { appendMany, type WantedFigure } from '../../../kernel/observation/append-many.ts';
import type { Settle } from '../forms/model.ts';
import { boughtInside, indicesOf, isNeverSummed, sourcesIn } from './beyond-sums.ts';
import { periodOf } from './cells.ts';
import { tellChanged } from './change.ts';
import { type CellFigure, catalogueOf, cellFigures, isAlone, OTHER_SOURCE, withdrawn } from './figures.ts';
import { ledIndicators } from './led.ts';
import { standingIn } from './rights.ts';
import { type Total, totalCells } from './totals.ts';
import { type Counts, type Due, type RoundFacts, type RoundReturn, selectInside } from './totals-queries.ts';

const BY_ITSELF = '系统';
const RELEASED = '对外发布';
const MORE_RETURNS = '补报后重新汇总';

const isComplete = ({ expected, approved, excused }: Counts) => expected > 0 && approved + excused === expected;

/** Every region in which nothing is waited for any more is settled by itself. Answers those that were settled now. */
export async function settleComplete(
  tx: Tx,
  round: RoundFacts,
  { counts, settled, now }: { counts: ReadonlyMap<string, Counts>; settled: ReadonlySet<string>; now: Date },
): Promise<Set<string>> {
  const fresh = [...counts].flatMap(([region, count]) => (isComplete(count) && !settled.has(region) ? [region] : []));
  if (fresh.length === 0) return new Set();
  await tx
    .updateTable('statistics_progress')
    .set({ settled_at: now, settled_by_name: BY_ITSELF, settled_incomplete: false })
    .where('round_id', '=', round.id)
    .where('region_code', 'in', fresh)
    .execute();
  await audit(tx, systemActor('totals'), {
    action: 'round.settle',
    subject: `round:${round.id}`,
    detail: { form: round.formId, period: round.period, regions: fresh },
  });
  return new Set(fresh);
}

interface Writing {
  readonly regions: readonly string[];
  /** Sums of what is approved. */
  readonly totals: ReadonlyMap<string, Total[]>;
  /** Sums as they stood before: figures that are among them and not among the new ones are withdrawn. */
  readonly before: ReadonlyMap<string, Total[]>;
  readonly counts: ReadonlyMap<string, Counts>;
  readonly returns: readonly RoundReturn[];
  readonly parents: ReadonlyMap<string, string>;
  readonly due: readonly Due[];
}

/**
 * The totals of settled regions as their figures. What has not changed gets no revision; what has says why: the reason of
 * the correction below, the release, or returns that came in later.
 */
export async function writeSettled(tx: Tx, round: RoundFacts, writing: Writing): Promise<void> {
  const form = { definition: round.definition, period: periodOf(round.period) };
  const catalogue = await catalogueOf(tx, round.definition);
  const figuresIn = (totals: readonly Total[] | undefined): CellFigure[] =>
    cellFigures(form, totalCells(totals ?? []), catalogue).filter(
      (one) => !isAlone(round.definition, one) && !isNeverSummed(catalogue, one.indicatorCode),
    );
  const led = await ledIndicators(tx, writing.regions, periodCode(lastMonth(form.period)));
  for (const region of writing.regions) {
    const own = approvedIn(region, writing);
    const inside = await selectInside(tx, region, sourcesIn(own));
    const counted = [
      ...figuresIn(writing.totals.get(region)),
      ...indicesOf(form, own),
      ...boughtInside(form, own, { isInside: (source) => inside.has(source), catalogue }),
    ];
    const now = counted.filter(({ indicatorCode }) => !led.get(region)?.has(indicatorCode));
    const gone = withdrawn(figuresIn(writing.before.get(region)), counted);
    const reasons = reasonsIn(region, writing);
    const facts = factsOf(region, writing, round);
    const wanted = [...now, ...gone].map((figure) => wantedOf(figure, region, facts, round));
    await appendMany(tx, wanted, (standing) => {
      if (reasons.length > 0) return reasons.join('；');
      if (standing.kind !== 'form') return OTHER_SOURCE;
      return round.releasedAt !== null && !standing.open ? RELEASED : MORE_RETURNS;
    });
  }
}

/** What stands as approved of the reporters in a region. */
const approvedIn = (region: string, { returns, parents }: Writing): Cells[] =>
  returns.flatMap((one) => {
    const cells = one.approvedCells ?? (one.state === 'approved' ? one.cells : null);
    return cells !== null && isBelow(one.regionCode, region, parents) ? [cells] : [];
  });

const wantedOf = (
  figure: CellFigure,
  region: string,
  facts: { readonly synthetic: boolean; readonly reported: number; readonly expected: number },
  round: RoundFacts,
): WantedFigure => ({
  indicatorCode: figure.indicatorCode,
  scopeKey: figure.scopeKey,
  regionCode: region,
  partyId: null,
  period: figure.period,
  value: figure.value,
  missing: figure.missing,
  status: 'approved',
  synthetic: facts.synthetic,
  open: round.releasedAt !== null,
  keepsOpen: true,
  source: {
    kind: 'form',
    form: round.formId,
    version: round.version,
    round: round.id,
    period: round.period,
    row: figure.row,
    column: figure.column,
    reported: facts.reported,
    expected: facts.expected,
    by: BY_ITSELF,
  },
  reason: null,
  importRunId: null,
  enteredBy: null,
});

function factsOf(region: string, { counts, returns, parents }: Writing, round: RoundFacts) {
  const count = counts.get(region);
  const synthetic = round.synthetic || returns.some((one) => one.synthetic && isBelow(one.regionCode, region, parents));
  return { synthetic, reported: count?.approved ?? 0, expected: (count?.expected ?? 0) - (count?.excused ?? 0) };
}

function isBelow(region: string, above: string, parents: ReadonlyMap<string, string>): boolean {
  for (let at: string | undefined = region; at !== undefined; at = parents.get(at)) if (at === above) return true;
  return false;
}

/** Reasons of what changed in the region and below it, each once. */
function reasonsIn(region: string, { due, returns, parents }: Writing): string[] {
  const regionOf = new Map(returns.map(({ id, regionCode }) => [id, regionCode]));
  const reasons = due.flatMap(({ returnId, reason }) => {
    const place = returnId === null ? undefined : regionOf.get(returnId);
    return reason !== null && place !== undefined && isBelow(place, region, parents) ? [reason] : [];
  });
  return [...new Set(reasons)];
}

/**
 * A bureau settles its region before all have reported, with a note: an incomplete sum. The figures are written when the
 * round is added up next.
 * @throws AppError 404 `round-not-found`, `round-region-not-found`; 403; 409 `region-already-settled`; 422
 * `settlement-note-required`, `settlement-without-returns`.
 */
export async function settleRegion(
  tx: Tx,
  actor: Actor,
  roundId: string,
  { region, note, now }: z.infer<typeof Settle> & { readonly now: Date },
): Promise<void> {
  const round = await tx
    .selectFrom('statistics_round')
    .select(['form_id', 'period'])
    .where('id', '=', roundId)
    .executeTakeFirst();
  if (!round) throw notFound('round', roundId);
  const { isHolder, rank } = await standingIn(tx, actor, { partyId: null, regionCode: region });
  if (!isHolder || rank === 0) throw forbidden('outside-your-regions', 'The region is settled by its own bureau.');
  const progress = await tx
    .selectFrom('statistics_progress')
    .selectAll()
    .where('round_id', '=', roundId)
    .where('region_code', '=', region)
    .executeTakeFirst();
  if (!progress) throw notFound('round-region', region);
  if (progress.settled_at !== null) throw conflict('region-already-settled', 'The region has been settled.');
  if (progress.approved === 0) {
    throw unprocessable(
      'settlement-without-returns',
      'No return of the region is approved: there is nothing to settle.',
    );
  }
  const incomplete = !isComplete(progress);
  if (incomplete && !note) {
    throw unprocessable('settlement-note-required', 'Returns are missing: say why the sum is taken without them.', [
      { field: 'body.note', code: 'required', message: 'why without them' },
    ]);
  }
  await asSystem(tx, () =>
    tx
      .updateTable('statistics_progress')
      .set({
        settled_at: now,
        settled_by_name: actor.name,
        settled_note: note ?? null,
        settled_incomplete: incomplete,
      })
      .where('round_id', '=', roundId)
      .where('region_code', '=', region)
      .execute(),
  );
  await tellChanged(tx, { roundId, returnId: null, reason: null });
  await audit(tx, actor, {
    action: 'round.settle',
    subject: `round:${roundId}`,
    detail: { form: round.form_id, period: round.period, regions: [region], incomplete, note: note ?? null },
  });
}
