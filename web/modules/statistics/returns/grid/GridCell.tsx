import type { Cell, CheckFinding, FormColumn, FormRow, RowKey } from '@liannao/statistics';
import { memo, useEffect, useRef, useState } from 'react';
import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import { sameFigure } from '../model/cells.ts';
import { answers, cellText } from '../model/entry.ts';
import { text } from '../text.ts';
import { nameIn } from '../words.ts';

/** What the grid does with a cell; stays the same object as long as the page is open. */
export interface GridActions {
  readonly type: (row: RowKey, column: FormColumn, text: string) => void;
  readonly changeBase: (row: RowKey, column: FormColumn) => void;
}

export interface GridCellProps {
  rowId: RowKey;
  row: FormRow;
  column: FormColumn;
  /** The cell said in full: row, column and unit. */
  name: string;
  cell: Cell | undefined;
  /** A text that could not be read. */
  typed: string | undefined;
  finding: CheckFinding | undefined;
  /** The return may be filled in; a greyed cell not before it is said why. */
  isOpen: boolean;
  isGreyed: boolean;
  approved: Cell | null | undefined;
  hasQuestion: boolean;
  actions: GridActions;
}

export const cellId = (row: RowKey, column: FormColumn) => `cell ${row} ${column}`;

/** Milliseconds after the last key until the text is read: each key is painted before anything is computed. */
const readAfterMs = 250;

/** One cell as a plain input: a form of two hundred must not be felt. */
export const GridCell = memo(function GridCell(props: GridCellProps) {
  const { rowId, row, column, cell, typed, finding, isOpen, isGreyed, approved, actions } = props;
  const t = useText(text);
  const language = useLanguage();
  const [now, setNow] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const pending = useRef<string | null>(null);
  const read = () => {
    clearTimeout(timer.current);
    if (pending.current === null) return;
    actions.type(rowId, column, pending.current);
    pending.current = null;
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  const isChanged = approved !== undefined && !sameFigure(approved, cell);
  const said = typed === undefined ? finding && nameIn(finding.message, language) : t.grid.unreadHow;
  const shared = {
    id: cellId(rowId, column),
    'data-row': rowId,
    'data-column': column,
    'aria-label': props.name,
    'aria-invalid': typed !== undefined || finding?.level === 'error' ? true : undefined,
    title: [
      said,
      isChanged ? `${t.grid.changed}${t.colon}${cellText(approved, row) || t.grid.blank}` : '',
      cell?.reason,
    ]
      .filter(Boolean)
      .join('\n'),
  };
  const look = [
    'stat-cell',
    isGreyed ? 'stat-greyed' : '',
    typed === undefined ? lookOf(finding) : 'stat-wrong',
    isChanged ? 'stat-changed' : '',
    props.hasQuestion ? 'stat-asked' : '',
  ].join(' ');
  if (row.kind === 'answer') {
    const value = cell?.value ?? (cell?.missing === 'not-applicable' ? '—' : '');
    return (
      <select
        {...shared}
        className={look}
        value={value}
        disabled={!isOpen}
        onChange={(event) => actions.type(rowId, column, event.target.value)}
      >
        <option value="">{t.grid.choose}</option>
        {answers.map((answer) => (
          <option key={answer} value={answer}>
            {t.grid.answers[answer]}
          </option>
        ))}
        <option value="—">{t.grid.notApplicable}</option>
      </select>
    );
  }
  const isLocked = !isOpen || isGreyed;
  return (
    <>
      <input
        {...shared}
        className={look}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        readOnly={isLocked}
        tabIndex={isGreyed && isOpen ? -1 : undefined}
        placeholder={finding?.level === 'blank' ? t.grid.blank : undefined}
        value={now ?? typed ?? cellText(cell, row)}
        onChange={(event) => {
          setNow(event.target.value);
          pending.current = event.target.value;
          clearTimeout(timer.current);
          timer.current = setTimeout(read, readAfterMs);
        }}
        onBlur={() => {
          read();
          setNow(null);
        }}
      />
      {isGreyed && isOpen ? (
        <button
          type="button"
          tabIndex={-1}
          className="stat-change ln-caption"
          aria-label={t.grid.changeCell(props.name)}
          onClick={() => actions.changeBase(rowId, column)}
        >
          {t.grid.change}
        </button>
      ) : null}
    </>
  );
});

function lookOf(finding: CheckFinding | undefined): string {
  if (!finding || finding.isExplained) return '';
  return { error: 'stat-wrong', warning: 'stat-doubt', blank: 'stat-blank', info: '' }[finding.level];
}
