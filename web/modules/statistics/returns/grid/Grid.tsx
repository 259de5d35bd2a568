import type { Cells, FormColumn } from '@liannao/statistics';
import { useMemo } from 'react';
import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import { KeyHints } from '../../../../shell/widgets/KeyHints.tsx';
import type { Draft } from '../draft/draft.ts';
import { splitCellKey } from '../model/cells.ts';
import type { Line, LineScope } from '../model/lines.ts';
import { text } from '../text.ts';
import type { Found, Layout } from '../use-return.ts';
import type { ReturnView } from '../view.ts';
import { type CodeNames, columnTitle } from '../words.ts';
import type { GridActions } from './GridCell.tsx';
import { GridRow } from './GridRow.tsx';
import { HeadLine } from './HeadLine.tsx';

interface GridProps {
  view: ReturnView;
  layout: Layout;
  draft: Draft;
  found: Found;
  /** The return may be filled in now. */
  isOpen: boolean;
  nameOf: CodeNames;
  actions: GridActions;
  onAddLine: (section: string) => void;
  onRemoveLine: (section: string, scope: LineScope) => void;
  handlers: Pick<React.DOMAttributes<HTMLTableElement>, 'onKeyDown' | 'onPaste' | 'onFocus'>;
}

const noApproved = {};

/** The form as on paper: code, name, unit, one to four number columns, and what the checks say. */
export function Grid(props: GridProps) {
  const { view, layout, draft, found, isOpen } = props;
  const t = useText(text);
  const language = useLanguage();
  const { definition } = view;
  const titles = useMemo(
    () =>
      Object.fromEntries(
        layout.columns.map((column) => [
          column,
          columnTitle({ definition, period: layout.period }, column, { t, language }),
        ]),
      ),
    [definition, layout, t, language],
  );
  const typed = useMemo(() => typedByRow(draft.typed), [draft.typed]);
  const questions = useMemo(() => questionsByRow(view.questions), [view.questions]);
  const lineOf = (line: Line) => {
    if (line.kind === 'row') {
      return (
        <GridRow
          key={line.id}
          line={line}
          columns={layout.columns}
          titles={titles}
          cells={draft.cells[line.id]}
          known={layout.known[line.id]}
          typed={typed.get(line.id)}
          findings={found.index.ofRow(line.id)}
          questions={questions.get(line.id) ?? ''}
          approved={approvedRow(view.approvedCells, line.id)}
          isOpen={isOpen}
          actions={props.actions}
        />
      );
    }
    if (line.kind === 'add' && !isOpen) return null;
    return <HeadLine key={`${line.kind} ${line.id}`} line={line} span={layout.columns.length + 4} {...props} />;
  };
  return (
    <div className="ln-card stat-grid-card">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="stat-grid-scroll" aria-label={t.grid.caption(view.form.name)} tabIndex={0}>
        <table className="stat-grid" {...props.handlers}>
          <caption className="ln-hidden">{t.grid.caption(view.form.name)}</caption>
          <thead>
            <tr>
              <th scope="col" className="stat-code">
                {t.grid.code}
              </th>
              <th scope="col">{t.grid.name}</th>
              <th scope="col" className="stat-unit">
                {t.grid.unit}
              </th>
              {layout.columns.map((column, index) => (
                <th key={column} scope="col" className="stat-number">
                  {index + 1} {titles[column]}
                </th>
              ))}
              <th scope="col" className="stat-check">
                {t.grid.check}
              </th>
            </tr>
          </thead>
          <tbody>{layout.lines.map(lineOf)}</tbody>
        </table>
      </section>
      {isOpen ? (
        <footer className="stat-grid-foot ln-small ln-third ln-no-print">
          <KeyHints
            hints={[
              { keys: ['Enter'], label: t.grid.keys.down },
              { keys: ['Tab'], label: t.grid.keys.right },
              { keys: ['F8'], label: t.grid.keys.problem },
              { keys: ['Ctrl Z'], label: t.grid.keys.undo },
              { keys: ['Ctrl V'], label: t.grid.keys.paste },
            ]}
          />
          {layout.columns.some((column) => column.endsWith('base')) ? <span>{t.grid.greyNote}</span> : null}
        </footer>
      ) : null}
    </div>
  );
}

function approvedRow(approved: Cells | null, row: string) {
  return approved === null ? null : (approved[row] ?? noApproved);
}

function typedByRow(typed: Draft['typed']): Map<string, Record<string, string>> {
  const rows = new Map<string, Record<string, string>>();
  for (const [key, words] of Object.entries(typed)) {
    const { row, column } = splitCellKey(key);
    rows.set(row, { ...rows.get(row), [column]: words });
  }
  return rows;
}

function questionsByRow(questions: ReturnView['questions']): Map<string, string> {
  const rows = new Map<string, string>();
  for (const { row, column, answer } of questions) {
    if (row === null || column === null || answer !== null) continue;
    rows.set(row, `${rows.get(row) ?? ''} ${column satisfies FormColumn}`);
  }
  return rows;
}
