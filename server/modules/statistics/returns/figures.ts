import {
  type Cells,
  convertExact,
  type FormColumn,
  type FormDefinition,
  figuresOf,
  type Period,
  parseRowKey,
  periodCode,
  rowsOf,
} from '@liannao/statistics';
import type { Tx } from '../../../kernel/access/actor.ts';
import { appendMany, type WantedFigure } from '../../../kernel/observation/append-many.ts';
import { scopeKey } from '../../../kernel/observation/scope.ts';
import type { ObservationTable } from '../../../kernel/store/tables.ts';
import { type Catalogue, loadCatalogue } from '../catalogue.ts';
import { periodOf } from './cells.ts';
import type { ReturnRow } from './queries.ts';
import { OTHER_SOURCE, publicReason } from './reasons.ts';

/** A cell as the observation that it becomes. */
export interface CellFigure {
  readonly indicatorCode: string;
  readonly scopeKey: string;
  readonly period: string;
  /** In the indicator's stored unit. */
  readonly value: number | null;
  readonly missing: ObservationTable['missing'];
  /** Where it stood. */
  readonly row: string;
  readonly column: FormColumn;
}

export const figureKey = ({ indicatorCode, scopeKey: scope, period }: CellFigure) =>
  `${indicatorCode}|${scope}|${period}`;

/** Catalogue entries of a form's rows. */
export const catalogueOf = (tx: Tx, definition: FormDefinition): Promise<Catalogue> =>
  loadCatalogue(
    tx,
    rowsOf(definition).flatMap(({ row }) => row.indicator ?? []),
  );

/**
 * The figures of cells in stored units, each key once.
 * @throws TypeError where the definition names what the catalogue does not know or cannot be measured so: it was checked.
 */
export function cellFigures(
  form: { readonly definition: FormDefinition; readonly period: Period },
  cells: Cells,
  catalogue: Catalogue,
): CellFigure[] {
  const figures = new Map<string, CellFigure>();
  for (const figure of figuresOf(form.definition, form.period, cells)) {
    const indicator = catalogue.get(figure.indicator);
    if (!indicator) throw new TypeError(`${form.definition.id}: no indicator ${figure.indicator}`);
    const read =
      figure.value === null ? null : convertExact(figure.value, figure.unit, indicator.unit, indicator.dimension);
    if (read && !read.ok)
      throw new TypeError(`${form.definition.id} ${figure.row}: ${figure.unit} is not ${indicator.unit}`);
    const one: CellFigure = {
      indicatorCode: figure.indicator,
      scopeKey: scopeKey(figure.scope),
      period: periodCode(figure.period),
      value: read ? Number(read.value) : null,
      missing: read ? null : (figure.missing ?? 'unknown'),
      row: figure.row,
      column: figure.column,
    };
    figures.set(figureKey(one), one);
  }
  return [...figures.values()];
}

/**
 * January or February alone, of what flows: a region publishes the two together only (statistics-conventions 2.2). Of
 * what is counted at a day the end of February is the first of the year.
 */
export function isAlone(definition: FormDefinition, { row, period }: Pick<CellFigure, 'row' | 'period'>): boolean {
  const { code } = parseRowKey(row);
  const kind = rowsOf(definition).find((one) => one.row.code === code)?.row.kind;
  if (/^\d{4}-(01\.\.)?01$/.test(period)) return true;
  return kind === 'flow' && /^\d{4}-02$/.test(period);
}

/** What was there and is not any more: taken back, not deleted. */
export const withdrawn = (before: readonly CellFigure[], now: readonly CellFigure[]): CellFigure[] => {
  const stands = new Set(now.map(figureKey));
  return before
    .filter((figure) => !stands.has(figureKey(figure)))
    .map((figure) => ({ ...figure, value: null, missing: 'withdrawn' }));
};

/**
 * The figures of an approved return: of the firm, or of the region that reports for itself. What the correction left out
 * is withdrawn. Answers how many figures are new and how many were revised.
 */
export async function writeFigures(
  tx: Tx,
  row: ReturnRow,
  by: { readonly userId: string | null; readonly name: string },
): Promise<{ added: number; revised: number }> {
  const form = { definition: row.definition, period: periodOf(row.period) };
  const catalogue = await catalogueOf(tx, row.definition);
  const now = cellFigures(form, row.cells, catalogue);
  const before = row.approvedCells === null ? [] : cellFigures(form, row.approvedCells, catalogue);
  const isRegion = row.partyId === null;
  const figures = [...now, ...withdrawn(before, now)].filter((one) => !isRegion || !isAlone(row.definition, one));
  const wanted: WantedFigure[] = figures.map((figure) => ({
    indicatorCode: figure.indicatorCode,
    scopeKey: figure.scopeKey,
    regionCode: row.regionCode,
    partyId: row.partyId,
    period: figure.period,
    value: figure.value,
    missing: figure.missing,
    status: 'approved',
    synthetic: row.synthetic,
    open: isRegion && row.releasedAt !== null,
    keepsOpen: true,
    source: {
      kind: 'form',
      form: row.formId,
      version: row.version,
      round: row.roundId,
      return: row.id,
      revision: row.revision,
      period: row.period,
      row: figure.row,
      column: figure.column,
      by: by.name,
    },
    // A region's figure becomes public: it names the kind of reason only.
    reason: isRegion ? publicReason(row.correctionCode) : row.correctionReason,
    importRunId: null,
    enteredBy: by.userId,
  }));
  const { added, revised } = await appendMany(tx, wanted, () => OTHER_SOURCE);
  return { added, revised };
}
