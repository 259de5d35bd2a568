/** A block copied from a spreadsheet, put into the form. Pure. */
import type { FormColumn, RowKey } from '@liannao/statistics';
import { type CellSet, sameFigure } from './cells.ts';
import { type EntryRead, readEntry } from './entry.ts';
import type { RowLine } from './lines.ts';
import type { CellAt } from './moves.ts';

/** Tab between cells, a new line between rows; a cell in quotes may hold both, as spreadsheets write them. */
export function parseBlock(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let inQuotes = false;
  const endCell = () => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  for (let at = 0; at < source.length; at++) {
    const one = source[at] as string;
    if (inQuotes) {
      if (one !== '"') cell += one;
      else if (source[at + 1] === '"') cell += source[++at];
      else inQuotes = false;
    } else if (one === '"' && cell === '') inQuotes = true;
    else if (one === '\t') endCell();
    else if (one === '\n') {
      endCell();
      rows.push([]);
    } else cell += one;
  }
  endCell();
  return rows;
}

/** Is it more than one cell? One cell is pasted into the text where the caret stands. */
export const isBlock = (text: string): boolean => /[\t\n\r]/.test(text.replace(/[\r\n]+$/, ''));

export interface Pasted {
  readonly sets: readonly CellSet[];
  /** Texts that could not be read, to be shown in their cells. */
  readonly unread: readonly { readonly row: RowKey; readonly column: FormColumn; readonly typed: string }[];
  /** Cells of the block that fell beside the form, or on cells that are not asked. */
  readonly outside: number;
  /** Greyed cells that the block would have changed. */
  readonly locked: number;
}

export interface PasteTarget {
  readonly rows: readonly Pick<RowLine, 'id' | 'asked' | 'row'>[];
  readonly columns: readonly FormColumn[];
  readonly isLocked: (cell: CellAt) => boolean;
  readonly cellOf: (cell: CellAt) => CellSet['cell'];
}

/** The block laid on the form from a cell on. A cell that is not asked takes its place in the block, and nothing more. */
export function placeBlock(target: PasteTarget, from: CellAt, block: readonly (readonly string[])[]): Pasted {
  const top = target.rows.findIndex(({ id }) => id === from.row);
  const left = target.columns.indexOf(from.column);
  const sets: CellSet[] = [];
  const unread: { row: RowKey; column: FormColumn; typed: string }[] = [];
  let outside = 0;
  let locked = 0;
  for (const [down, texts] of block.entries()) {
    for (const [right, text] of texts.entries()) {
      const line = target.rows[top + down];
      const column = target.columns[left + right];
      if (!line || !column || !line.asked.has(column)) {
        if (text.trim() !== '' && !isDash(text)) outside++;
        continue;
      }
      const at = { row: line.id, column };
      const read: EntryRead = readEntry(text, line.row);
      if (target.isLocked(at)) {
        if (!read.ok || !sameFigure(read.cell, target.cellOf(at))) locked++;
      } else if (read.ok) sets.push({ ...at, cell: read.cell });
      else unread.push({ ...at, typed: text.trim() });
    }
  }
  return { sets, unread, outside, locked };
}

/** Forms print a dash where nothing is asked. */
const isDash = (text: string) => /^[-–—―]{1,2}$/.test(text.trim());
