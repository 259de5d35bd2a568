import type { ImportRow, RowProblem } from '../../kernel/imports/importer.ts';
import { plainText } from '../../kernel/tabular/csv.ts';
import {
  canonicalScope,
  type IndicatorNames,
  indicatorTitle,
  parseScopeText,
  type RegionNames,
  scopeText,
  unitsOf,
} from '../statistics/index.ts';
import type { Locale } from './judge-text.ts';
import { type LedgerColumn, ledgerCells } from './ledger-export.ts';
import { statisticsProblem } from './ledger-import-problems.ts';
import { type LedgerText, ledgerText, ledgerTexts } from './ledger-text.ts';
import { type TargetPatch, type TargetView, Transform } from './model.ts';
import { storedColumns } from './read-target.ts';

export interface RowNames {
  readonly indicators: IndicatorNames;
  readonly regions: RegionNames;
  readonly locale: Locale;
}

/** Columns that are only looked at: a cell that says something else is a mistake, an empty one is not. */
const READ_ONLY: readonly LedgerColumn[] = ['plan', 'name', 'comparator', 'value', 'valueMax', 'unit'];

export interface ReadRow {
  readonly patch: TargetPatch;
  readonly problems: readonly RowProblem[];
}

/** What a row would change of its target, and what is wrong with it. Columns that the file does not have change nothing. */
export function readRow(row: ImportRow, view: TargetView, has: ReadonlySet<string>, names: RowNames): ReadRow {
  const cells = cellsOf(row, view, has, names);
  refuseReadOnly(cells);
  const patch: TargetPatch = {
    ...binding(cells),
    ...transform(cells),
    ...year(cells, 'fromYear'),
    ...year(cells, 'deadline'),
    ...year(cells, 'baselineYear'),
    ...baseline(cells),
    ...region(cells),
    ...responsible(cells),
  };
  return { patch, problems: cells.problems };
}

/** A row beside what the ledger says now, and the problems found on the way through it. */
interface Cells {
  readonly view: TargetView;
  readonly names: RowNames;
  readonly say: LedgerText;
  readonly problems: RowProblem[];
  /** Does the file have the column? */
  readonly has: (column: LedgerColumn) => boolean;
  readonly cell: (column: LedgerColumn) => string;
  /** As the export would write it now. */
  readonly now: (column: LedgerColumn) => string;
  readonly changed: (column: LedgerColumn) => boolean;
  readonly wrong: (column: LedgerColumn, problem: string, remedy: string, suggestion?: string) => void;
}

function cellsOf(row: ImportRow, view: TargetView, has: ReadonlySet<string>, names: RowNames): Cells {
  const problems: RowProblem[] = [];
  const cell = (column: LedgerColumn) => (row.values[column] ?? '').trim();
  const now = (column: LedgerColumn) => plainText(ledgerCells[column](view, names.locale));
  return {
    view,
    names,
    say: ledgerText(names.locale),
    problems,
    has: (column) => has.has(column),
    cell,
    now,
    changed: (column) => has.has(column) && cell(column) !== now(column),
    wrong: (column, problem, remedy, suggestion) =>
      problems.push({ column, value: cell(column), problem, remedy, ...(suggestion ? { suggestion } : {}) }),
  };
}

function refuseReadOnly(c: Cells): void {
  for (const column of READ_ONLY) {
    const written = c.cell(column);
    const own = c.now(column);
    const same = written === own || (written !== '' && own !== '' && Number(written) === Number(own));
    if (c.has(column) && written !== '' && !same) {
      c.wrong(column, c.say.readOnlyChanged(own), c.say.readOnlyRemedy, own);
    }
  }
}

function binding(c: Cells): TargetPatch {
  if (!c.changed('indicator') && !c.changed('scope')) return {};
  if (c.has('indicator') && c.cell('indicator') === '') {
    return c.view.binding === 'unbound' ? {} : { indicatorCode: null };
  }
  const found = c.names.indicators.find(c.has('indicator') ? c.cell('indicator') : c.now('indicator'));
  if (found.kind === 'unknown') {
    const said = statisticsProblem.indicator(c.cell('indicator'), found, c.names.locale);
    c.wrong('indicator', said.problem, said.remedy, said.suggestion);
    return {};
  }
  const { indicator } = found;
  const scope = scopeFor(c, indicator.scopeDimensions);
  if (scope === null) return {};
  const rebound = indicator.code !== c.view.indicatorCode || c.view.binding === 'unbound';
  if (rebound && storedColumns(c.view, indicator).value_canonical === null) {
    const title = indicatorTitle(indicator, c.names.locale);
    c.wrong('indicator', c.say.unitDiffers(c.view.unit, title), c.say.unitRemedy(unitsOf(indicator)));
    return {};
  }
  const next = canonicalScope({ ...found.scope, ...scope });
  return {
    ...(rebound ? { indicatorCode: indicator.code } : {}),
    ...(scopeText(next) === scopeText(c.view.scope) ? {} : { scope: next }),
  };
}

function scopeFor(c: Cells, dimensions: readonly string[]): Record<string, string> | null {
  const text = c.has('scope') ? c.cell('scope') : c.now('scope');
  const scope = parseScopeText(text);
  const unknown = Object.keys(scope ?? {}).find((name) => name === 'region' || !dimensions.includes(name));
  if (scope && !unknown) return scope;
  const { problem, remedy } = statisticsProblem.scope(text, unknown ?? null, dimensions, c.names.locale);
  c.wrong('scope', problem, remedy);
  return null;
}

function transform(c: Cells): TargetPatch {
  if (!c.changed('transform')) return {};
  const word = c.cell('transform');
  const found = Transform.options.find(
    (transform) => transform === word || ledgerTexts.some((text) => text.transforms[transform] === word),
  );
  if (!found) {
    c.wrong('transform', c.say.transformUnknown(word), c.say.hints.transform);
    return {};
  }
  return found === c.view.transform ? {} : { transform: found };
}

function year(c: Cells, column: 'fromYear' | 'deadline' | 'baselineYear'): TargetPatch {
  if (!c.changed(column)) return {};
  const text = c.cell(column).replace(/年底?$/, '');
  if (text === '') return { [column]: null };
  const year = Number(text);
  if (/^\d{4}$/.test(text) && year >= 1900 && year <= 2200) return year === c.view[column] ? {} : { [column]: year };
  c.wrong(column, c.say.yearUnreadable(c.cell(column)), c.say.yearForm);
  return {};
}

function baseline(c: Cells): TargetPatch {
  if (!c.changed('baselineValue')) return {};
  const text = c.cell('baselineValue').normalize('NFKC').replace(/[,\s]/g, '');
  if (text === '') return { baselineValue: null };
  const value = Number(text);
  if (Number.isFinite(value)) return value === c.view.baselineValue ? {} : { baselineValue: value };
  c.wrong('baselineValue', c.say.numberUnreadable(c.cell('baselineValue')), c.say.numberForm);
  return {};
}

function region(c: Cells): TargetPatch {
  if (!c.changed('region') || c.cell('region') === '') return {};
  const found = c.names.regions.find(c.cell('region'));
  if (found.kind === 'found') return found.code === c.view.region.code ? {} : { regionCode: found.code };
  const { problem, remedy, suggestion } = statisticsProblem.region(c.cell('region'), found, c.names.locale);
  c.wrong('region', problem, remedy, suggestion);
  return {};
}

function responsible(c: Cells): TargetPatch {
  if (!c.changed('lead') && !c.changed('support')) return {};
  const units = (column: 'lead' | 'support') =>
    (c.has(column) ? c.cell(column) : c.now(column))
      .split(/[、，,;；]/)
      .map((unit) => unit.trim())
      .filter(Boolean)
      .map((unit) => ({ unit, role: column }));
  return { responsible: [...units('lead'), ...units('support')] };
}
