import { type Cells, lastMonth, periodCode } from '@liannao/statistics';
import type { Tx } from '../../../kernel/access/actor.ts';
import { appendMany, type WantedFigure } from '../../../kernel/observation/append-many.ts';
import type { Catalogue } from '../catalogue.ts';
import { boughtInside, type CountedFigure, indicesOf, isNeverSummed, sourceOf, sourcesIn } from './beyond-sums.ts';
import { periodOf } from './cells.ts';
import { type CellFigure, catalogueOf, cellFigures, isAlone, withdrawn } from './figures.ts';
import { ledIndicators } from './led.ts';
import { selectPublished } from './published.ts';
import { BY_ITSELF, MORE_RETURNS, OTHER_SOURCE, RELEASED } from './reasons.ts';
import { type LiveTotal, sayingWhy, shareOf, type Total, totalCells } from './totals.ts';
import { type Counts, type Due, type RoundFacts, type RoundReturn, selectInside } from './totals-queries.ts';
import { showsFirms, sumKey, tellsWithheld, withheldSums } from './withhold.ts';

interface Writing {
  readonly regions: readonly string[];
  /** Sums of what is approved. */
  readonly totals: ReadonlyMap<string, LiveTotal[]>;
  /** Sums as they stood before: figures that are among them and not among the new ones are withdrawn. */
  readonly before: ReadonlyMap<string, Total[]>;
  readonly counts: ReadonlyMap<string, Counts>;
  readonly returns: readonly RoundReturn[];
  readonly parents: ReadonlyMap<string, string>;
  readonly due: readonly Due[];
}

/** Sums as figures, in the form that they stand in. */
export function sumFigures(
  form: Parameters<typeof cellFigures>[0],
  totals: readonly Total[],
  catalogue: Catalogue,
): CellFigure[] {
  return cellFigures(form, totalCells(totals), catalogue).filter(
    (one) => !isAlone(form.definition, one) && !isNeverSummed(catalogue, one.indicatorCode),
  );
}

/**
 * The totals of settled regions as their figures. What has not changed gets no revision; what has says why: the kind of
 * the correction below, the release, or returns that came in later. Of firms, what would tell of single ones is not open.
 */
export async function writeSettled(tx: Tx, round: RoundFacts, writing: Writing): Promise<void> {
  const form = { definition: round.definition, period: periodOf(round.period) };
  const catalogue = await catalogueOf(tx, round.definition);
  const led = await ledIndicators(tx, writing.regions, periodCode(lastMonth(form.period)));
  const isOfFirms = round.definition.reporter.kind === 'party';
  const withheld = isOfFirms ? await withheldOf(tx, round, { ...writing, catalogue }) : new Set<string>();
  for (const region of writing.regions) {
    const own = approvedIn(region, writing);
    const inside = await selectInside(tx, region, sourcesIn(own));
    const totals = writing.totals.get(region) ?? [];
    const beyond: CountedFigure[] = [
      ...indicesOf(form, own),
      ...boughtInside(form, own, { isInside: (source) => inside.has(source), catalogue }),
    ];
    const counted = [...sumFigures(form, totals, catalogue), ...beyond];
    const now = counted.filter(({ indicatorCode }) => !led.get(region)?.has(indicatorCode));
    const places = new Map(totals.map((total) => [sumKey(region, total), total]));
    const gone = withdrawn(sumFigures(form, writing.before.get(region) ?? [], catalogue), counted).map((figure) =>
      takenBack(figure, places.get(sumKey(region, figure))),
    );
    // Bought inside is a sum over lines: it may neither be of few firms nor tell a line that is withheld.
    const hiddenInside = totals.filter(
      (total) => inside.has(sourceOf(total.row) ?? '') && withheld.has(sumKey(region, total)),
    );
    const isThin = ({ counted: of, column }: CountedFigure) =>
      of !== null && (showsFirms(of) || tellsWithheld(hiddenInside.filter((total) => total.column === column)));
    const thin = new Set(beyond.filter((one) => isOfFirms && isThin(one)));
    const facts = factsOf(region, writing, round);
    const wanted = [...now, ...gone].map((figure) => {
      const isBeyond = beyond.find((one) => one === figure);
      const total = places.get(sumKey(region, figure));
      const of = isBeyond?.counted
        ? { reported: isBeyond.counted.firms, expected: Math.max(isBeyond.counted.firms, facts.asked) }
        : total
          ? shareOf(total, facts.asked)
          : { reported: facts.approved, expected: facts.asked };
      // That a figure is taken back tells nothing of anybody.
      const isHidden =
        figure.missing !== 'withdrawn' && (isBeyond ? thin.has(isBeyond) : withheld.has(sumKey(region, figure)));
      return wantedOf(figure, { region, round, of, synthetic: facts.synthetic, isHidden });
    });
    const reasons = reasonsIn(region, writing);
    await appendMany(tx, wanted, (standing) => {
      if (reasons.length > 0) return reasons.join('；');
      if (standing.kind !== 'form') return OTHER_SOURCE;
      return round.releasedAt !== null && !standing.open ? RELEASED : MORE_RETURNS;
    });
  }
}

/** Where a return still says something of the cell, it is not known rather than taken back. */
const takenBack = (figure: CellFigure, total: LiveTotal | undefined): CellFigure =>
  total && total.value === null && sayingWhy(total) > 0 ? { ...figure, missing: 'unknown' } : figure;

async function withheldOf(
  tx: Tx,
  round: RoundFacts,
  { totals, parents, catalogue }: Writing & { readonly catalogue: Catalogue },
): Promise<Set<string>> {
  const sums = { definition: round.definition, totals, parents };
  if (round.releasedAt === null) return withheldSums(sums);
  const form = { definition: round.definition, period: periodOf(round.period) };
  const figures = [...totals].flatMap(([region, list]) =>
    sumFigures(form, list, catalogue).map((figure) => ({ ...figure, region })),
  );
  return withheldSums(sums, await selectPublished(tx, figures));
}

/** What stands as approved of the reporters in a region. */
const approvedIn = (region: string, { returns, parents }: Writing): Cells[] =>
  returns.flatMap((one) => {
    const cells = one.approvedCells ?? (one.state === 'approved' ? one.cells : null);
    return cells !== null && isBelow(one.regionCode, region, parents) ? [cells] : [];
  });

interface Setting {
  readonly region: string;
  readonly round: Pick<RoundFacts, 'id' | 'formId' | 'version' | 'period' | 'releasedAt'>;
  readonly of: { readonly reported: number; readonly expected: number };
  readonly synthetic: boolean;
  /** Of so few firms, or beside such a one, that it may not be open. */
  readonly isHidden: boolean;
}

const wantedOf = (figure: CellFigure, { region, round, of, synthetic, isHidden }: Setting): WantedFigure => ({
  indicatorCode: figure.indicatorCode,
  scopeKey: figure.scopeKey,
  regionCode: region,
  partyId: null,
  period: figure.period,
  value: figure.value,
  missing: figure.missing,
  status: 'approved',
  synthetic,
  open: round.releasedAt !== null && !isHidden,
  // What is open already stays so as long as it is the same; what follows it is judged anew.
  keepsOpen: isHidden ? 'while-same' : true,
  source: {
    kind: 'form',
    form: round.formId,
    version: round.version,
    round: round.id,
    period: round.period,
    row: figure.row,
    column: figure.column,
    ...of,
    by: BY_ITSELF,
  },
  reason: null,
  importRunId: null,
  enteredBy: null,
});

function factsOf(region: string, { counts, returns, parents }: Writing, round: RoundFacts) {
  const count = counts.get(region);
  const synthetic = round.synthetic || returns.some((one) => one.synthetic && isBelow(one.regionCode, region, parents));
  return { synthetic, approved: count?.approved ?? 0, asked: (count?.expected ?? 0) - (count?.excused ?? 0) };
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
