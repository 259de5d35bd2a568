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
import { storedValue } from './judge-mapping.ts';
import type { Locale } from './judge-text.ts';
import { type LedgerColumn, ledgerCells } from './ledger-export.ts';
import { statisticsProblem } from './ledger-import-problems.ts';
import { ledgerText, ledgerTexts } from './ledger-text.ts';
import { type TargetPatch, type TargetView, Transform } from './model.ts';

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
  const reader = new Reader(row, view, has, names);
  return { patch: reader.patch(), problems: reader.problems };
}

/** Holds the problems found on the way through one row. */
class Reader {
  readonly problems: RowProblem[] = [];
  private readonly row: ImportRow;
  private readonly view: TargetView;
  private readonly has: ReadonlySet<string>;
  private readonly names: RowNames;

  constructor(row: ImportRow, view: TargetView, has: ReadonlySet<string>, names: RowNames) {
    this.row = row;
    this.view = view;
    this.has = has;
    this.names = names;
  }

  patch(): TargetPatch {
    this.refuseReadOnly();
    const patch: TargetPatch = {
      ...this.binding(),
      ...this.transform(),
      ...this.year('fromYear'),
      ...this.year('deadline'),
      ...this.year('baselineYear'),
      ...this.baseline(),
      ...this.region(),
      ...this.responsible(),
    };
    return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as TargetPatch;
  }

  private get say() {
    return ledgerText(this.names.locale);
  }

  private cell(column: LedgerColumn): string {
    return (this.row.values[column] ?? '').trim();
  }

  /** As the export would write it now. */
  private now(column: LedgerColumn): string {
    return plainText(ledgerCells[column](this.view, this.names.locale));
  }

  private changed(column: LedgerColumn): boolean {
    return this.has.has(column) && this.cell(column) !== this.now(column);
  }

  private wrong(column: LedgerColumn, problem: string, remedy: string): void {
    this.problems.push({ column, value: this.cell(column), problem, remedy });
  }

  private refuseReadOnly(): void {
    for (const column of READ_ONLY) {
      const written = this.cell(column);
      const own = this.now(column);
      const same = written === own || (written !== '' && own !== '' && Number(written) === Number(own));
      if (this.has.has(column) && written !== '' && !same) {
        this.wrong(column, this.say.readOnlyChanged(own), this.say.readOnlyRemedy);
      }
    }
  }

  private binding(): TargetPatch {
    if (!this.changed('indicator') && !this.changed('scope')) return {};
    if (this.has.has('indicator') && this.cell('indicator') === '') {
      return this.view.binding === 'unbound' ? {} : { indicatorCode: null };
    }
    const found = this.names.indicators.find(
      this.has.has('indicator') ? this.cell('indicator') : this.now('indicator'),
    );
    if (found.kind === 'unknown') {
      const { problem, remedy } = statisticsProblem.indicator(
        this.cell('indicator'),
        found.suggestion,
        this.names.locale,
      );
      this.wrong('indicator', problem, remedy);
      return {};
    }
    const { indicator } = found;
    const scope = this.scopeFor(indicator.scopeDimensions);
    if (scope === null) return {};
    if (storedValue(this.view.value, this.view.unit, indicator) === null) {
      const title = indicatorTitle(indicator, this.names.locale);
      this.wrong('indicator', this.say.unitDiffers(this.view.unit, title), this.say.unitRemedy(unitsOf(indicator)));
      return {};
    }
    const next = canonicalScope({ ...found.scope, ...scope });
    return {
      ...(indicator.code === this.view.indicatorCode && this.view.binding !== 'unbound'
        ? {}
        : { indicatorCode: indicator.code }),
      ...(scopeText(next) === scopeText(this.view.scope) ? {} : { scope: next }),
    };
  }

  private scopeFor(dimensions: readonly string[]): Record<string, string> | null {
    const text = this.has.has('scope') ? this.cell('scope') : this.now('scope');
    const scope = parseScopeText(text);
    const unknown = Object.keys(scope ?? {}).find((name) => name === 'region' || !dimensions.includes(name));
    if (scope && !unknown) return scope;
    const { problem, remedy } = statisticsProblem.scope(text, unknown ?? null, dimensions, this.names.locale);
    this.wrong('scope', problem, remedy);
    return null;
  }

  private transform(): TargetPatch {
    if (!this.changed('transform')) return {};
    const word = this.cell('transform');
    const found = Transform.options.find(
      (transform) => transform === word || ledgerTexts.some((text) => text.transforms[transform] === word),
    );
    if (!found) {
      this.wrong('transform', this.say.transformUnknown(word), this.say.hints.transform);
      return {};
    }
    return found === this.view.transform ? {} : { transform: found };
  }

  private year(column: 'fromYear' | 'deadline' | 'baselineYear'): TargetPatch {
    if (!this.changed(column)) return {};
    const text = this.cell(column).replace(/年底?$/, '');
    if (text === '') return { [column]: null };
    const year = Number(text);
    if (/^\d{4}$/.test(text) && year >= 1900 && year <= 2200)
      return year === this.view[column] ? {} : { [column]: year };
    this.wrong(column, this.say.yearUnreadable(this.cell(column)), this.say.yearForm);
    return {};
  }

  private baseline(): TargetPatch {
    if (!this.changed('baselineValue')) return {};
    const text = this.cell('baselineValue').normalize('NFKC').replace(/[,\s]/g, '');
    if (text === '') return { baselineValue: null };
    const value = Number(text);
    if (Number.isFinite(value)) return value === this.view.baselineValue ? {} : { baselineValue: value };
    this.wrong('baselineValue', this.say.numberUnreadable(this.cell('baselineValue')), this.say.numberForm);
    return {};
  }

  private region(): TargetPatch {
    if (!this.changed('region') || this.cell('region') === '') return {};
    const found = this.names.regions.find(this.cell('region'));
    if (found.kind === 'found') return found.code === this.view.region.code ? {} : { regionCode: found.code };
    const { problem, remedy } = statisticsProblem.region(this.cell('region'), found, this.names.locale);
    this.wrong('region', problem, remedy);
    return {};
  }

  private responsible(): TargetPatch {
    if (!this.changed('lead') && !this.changed('support')) return {};
    const units = (column: 'lead' | 'support') =>
      (this.has.has(column) ? this.cell(column) : this.now(column))
        .split(/[、，,;；]/)
        .map((unit) => unit.trim())
        .filter(Boolean)
        .map((unit) => ({ unit, role: column }));
    return { responsible: [...units('lead'), ...units('support')] };
  }
}
