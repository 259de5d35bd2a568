import type { CheckFinding, FormColumn, RowCells } from '@liannao/statistics';
import { memo } from 'react';
import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import { isGreyed } from '../model/base.ts';
import { isBaseColumn } from '../model/cells.ts';
import type { RowLine } from '../model/lines.ts';
import { findingOfCell } from '../model/problems.ts';
import { text } from '../text.ts';
import { nameIn, rowName, unitWords } from '../words.ts';
import { type GridActions, GridCell } from './GridCell.tsx';
import { RowCheck } from './RowCheck.tsx';

export interface GridRowProps {
  line: RowLine;
  columns: readonly FormColumn[];
  titles: Readonly<Record<string, string>>;
  cells: RowCells | undefined;
  known: RowCells | undefined;
  typed: Readonly<Record<string, string>> | undefined;
  findings: readonly CheckFinding[];
  /** Columns with a question that waits, joined by blanks. */
  questions: string;
  /** The approved version's cells; null: nothing to compare with. */
  approved: RowCells | null;
  isOpen: boolean;
  actions: GridActions;
}

/** One line of the paper. Drawn again only when one of its own cells, findings or questions changed. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { line, cells, known, findings } = props;
  const { row } = line;
  const t = useText(text);
  const language = useLanguage();
  const name = rowName(row, { t, language });
  const unit = unitWords(row.unit, language);
  const hint = nameIn(row.hint, language);
  return (
    <tr>
      <td className="stat-code">{row.code}</td>
      <th scope="row" style={{ paddingInlineStart: `${0.5 + line.depth * 1.1}rem` }} title={hint || undefined}>
        {name}
      </th>
      <td className="stat-unit">{unit}</td>
      {props.columns.map((column) => (
        <td key={column} className="stat-number">
          {line.asked.has(column) ? (
            <GridCell
              rowId={line.id}
              row={row}
              column={column}
              name={`${row.code} ${name} ${props.titles[column]} ${unit}`.trim()}
              cell={cells?.[column]}
              typed={props.typed?.[column]}
              finding={findingOfCell(findings, column)}
              isOpen={props.isOpen}
              isGreyed={isBaseColumn(column) && isGreyed(cells?.[column], known?.[column])}
              approved={props.approved === null ? undefined : (props.approved[column] ?? null)}
              hasQuestion={props.questions.split(' ').includes(column)}
              actions={props.actions}
            />
          ) : (
            <span className="stat-not-asked">{t.grid.notAsked}</span>
          )}
        </td>
      ))}
      <td className="stat-check">
        <RowCheck row={row} cells={cells} findings={findings} hasUnread={props.typed !== undefined} />
      </td>
    </tr>
  );
});
