import { type CheckFinding, type FormColumn, type FormDefinition, parseRowKey, type RowKey } from '@liannao/statistics';
import { useState } from 'react';
import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import { Card } from '../../../../shell/widgets/Card.tsx';
import { type Draft, unreadCells } from '../draft/draft.ts';
import type { CellSet } from '../model/cells.ts';
import type { CellAt } from '../model/moves.ts';
import { text } from '../text.ts';
import type { Found } from '../use-return.ts';
import { nameIn, rowName, rowOfKey } from '../words.ts';

interface FindingsPartProps {
  definition: FormDefinition;
  found: Found;
  typed: Draft['typed'];
  isOpen: boolean;
  onMend: (sets: readonly CellSet[]) => void;
  onExplain: (cell: CellAt) => void;
  onGo: (row: RowKey, column: FormColumn | null) => void;
  onNext: () => void;
}

/** What is to be dealt with, each with its mends; what is explained already is folded away. */
export function FindingsPart(props: FindingsPartProps) {
  const { found, typed } = props;
  const t = useText(text).side;
  const language = useLanguage();
  const words = { t: useText(text), language };
  const [all, setAll] = useState(false);
  const unread = unreadCells({ typed });
  const due = found.all.filter((one) => found.due.includes(one));
  const rest = found.all.filter((one) => !found.due.includes(one));
  const nameOf = (row: RowKey | null) => {
    const known = row === null ? undefined : rowOfKey(props.definition, row);
    return known ? `${known.code} ${rowName(known, words)}` : t.whole;
  };
  const item = (finding: CheckFinding, index: number) => (
    <FindingItem
      key={`${finding.check} ${finding.row} ${finding.column} ${index}`}
      finding={finding}
      name={nameOf(finding.row)}
      {...props}
    />
  );
  const count = found.due.length;
  return (
    <Card
      title={count > 0 ? t.left(count) : t.nothingLeft}
      extra={
        count > 0 ? (
          <button type="button" className="ln-link ln-small" onClick={props.onNext}>
            {t.next}
          </button>
        ) : null
      }
    >
      <div className="stat-findings">
        {count === 0 && props.isOpen ? <p className="ln-small ln-second">{t.canSubmit}</p> : null}
        {unread.map(({ row, column, typed: put }) => (
          <div key={`${row} ${column}`} className="stat-finding stat-finding-error">
            <b>{nameOf(row)}</b> <span>{t.levels.error}</span>
            <p>{t.unread(put)}</p>
            <button type="button" className="ln-button ln-button-small" onClick={() => props.onGo(row, column)}>
              {words.t.grid.keys.problem}
            </button>
          </div>
        ))}
        {due.map(item)}
        {all ? rest.map(item) : null}
        {rest.length > 0 ? (
          <button type="button" className="ln-link ln-small" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t.fewer : t.more(rest.length)}
          </button>
        ) : null}
      </div>
    </Card>
  );
}

type FindingItemProps = Omit<FindingsPartProps, 'found' | 'typed'> & { finding: CheckFinding; name: string };

function FindingItem({ finding, name, isOpen, definition, ...on }: FindingItemProps) {
  const t = useText(text).side;
  const language = useLanguage();
  const { row, level } = finding;
  const column = finding.column ?? definition.columns[0] ?? null;
  const look = finding.isExplained ? 'info' : level;
  return (
    <div className={`stat-finding stat-finding-${look}`}>
      {row === null ? (
        <b>{name}</b>
      ) : (
        <button type="button" className="stat-finding-name" onClick={() => on.onGo(row, finding.column)}>
          {name}
        </button>
      )}{' '}
      <span>{finding.isExplained ? t.explained : t.levels[level]}</span>
      <p>{withoutRow(nameIn(finding.message, language), finding.row)}</p>
      {isOpen ? (
        <div className="ln-row">
          {finding.isExplained
            ? null
            : finding.mends.map((mend) => (
                <button
                  key={mend.names.zh}
                  type="button"
                  className="ln-button ln-button-small"
                  onClick={() => on.onMend(mend.sets)}
                >
                  {nameIn(mend.names, language)}
                </button>
              ))}
          {level === 'warning' && row !== null && column !== null ? (
            <button type="button" className="ln-button ln-button-small" onClick={() => on.onExplain({ row, column })}>
              {finding.isExplained ? t.editReason : t.explain}
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

/** The row stands above the message already: its code and name are not said twice. */
function withoutRow(message: string, row: RowKey | null): string {
  if (row === null || !message.startsWith(`${parseRowKey(row).code} `)) return message;
  return message.replace(/^[^：:]{1,80}[：:]\s*/, '');
}
