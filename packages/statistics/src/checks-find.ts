/** Taking down what the checks find. */
import type { CheckFinding, CheckLevel, Mend } from './check-types.ts';
import { type Line, openSheet, type Sheet } from './checks-sheet.ts';
import type { Cell, FormColumn, FormNames } from './form-types.ts';

export interface Finder {
  readonly sheet: Sheet;
  readonly findings: { readonly finding: CheckFinding; readonly order: number }[];
  /** `key|column` of cells for which a unit slip or the like has been told: weaker checks are silent there. */
  readonly told: Set<string>;
}

export const openFinder = (context: Parameters<typeof openSheet>[0]): Finder => ({
  sheet: openSheet(context),
  findings: [],
  told: new Set(),
});

export interface Found {
  readonly check: string;
  readonly level: CheckLevel;
  readonly line: Line;
  readonly column: FormColumn;
  /** Without the row's name, which is put before it. */
  readonly message: FormNames;
  readonly mends?: readonly Mend[];
  /** A warning that asks for a reason code, not only for words. */
  readonly needsCode?: boolean;
  /** An error that becomes an explained warning with a reason code (`code`) or with any reason (`words`). */
  readonly yieldsTo?: 'code' | 'words';
}

const hasWords = (cell: Cell | undefined): boolean => (cell?.reason ?? '').trim() !== '';
/** “Other” says nothing without words. */
const hasCode = (cell: Cell | undefined): boolean =>
  cell?.reasonCode !== undefined && (cell.reasonCode !== 'other' || hasWords(cell));

export function report(finder: Finder, found: Found): void {
  const { check, line, column, message, mends = [] } = found;
  const cell = line.cells[column];
  const isSaid = hasWords(cell) || hasCode(cell);
  let { level } = found;
  let isExplained = level === 'warning' && (found.needsCode ? hasCode(cell) : isSaid);
  if (level === 'error' && found.yieldsTo !== undefined && (found.yieldsTo === 'code' ? hasCode(cell) : isSaid)) {
    level = 'warning';
    isExplained = true;
  }
  finder.findings.push({
    order: line.order,
    finding: {
      check,
      level,
      row: line.key,
      column,
      message: { zh: `${line.names.zh}：${message.zh}`, en: `${line.names.en}: ${message.en}` },
      mends,
      isExplained,
    },
  });
}

/** Of the whole return; an error or a note, since there is no cell to hold a reason. */
export function reportWhole(finder: Finder, check: string, level: 'error' | 'info', message: FormNames): void {
  finder.findings.push({
    order: -1,
    finding: { check, level, row: null, column: null, message, mends: [], isExplained: false },
  });
}

/** A mend that sets one or more cells of a line. */
export const mend = (names: FormNames, line: Line, sets: Readonly<Partial<Record<FormColumn, Cell>>>): Mend => ({
  names,
  sets: (Object.keys(sets) as FormColumn[]).map((column) => ({
    row: line.key,
    column,
    cell: sets[column] ?? { value: null },
  })),
});

export const tell = (finder: Finder, line: Line, column: FormColumn): void => {
  finder.told.add(`${line.key}|${column}`);
};
export const isTold = (finder: Finder, line: Line, column: FormColumn): boolean =>
  finder.told.has(`${line.key}|${column}`);

const columnOrder: readonly (FormColumn | null)[] = [null, 'current', 'cumulative', 'current-base', 'cumulative-base'];

/** In the order of the form: the whole return first, then by row and column. */
export function findingsOf({ findings }: Finder): CheckFinding[] {
  return findings
    .map((entry, index) => ({ ...entry, index, column: columnOrder.indexOf(entry.finding.column) }))
    .sort((a, b) => a.order - b.order || a.column - b.column || a.index - b.index)
    .map(({ finding }) => finding);
}
