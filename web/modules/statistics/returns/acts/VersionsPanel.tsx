import type { Cell } from '@liannao/statistics';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import { Tag } from '../../../../shell/widgets/Card.tsx';
import { Part } from '../../../../shell/widgets/Part.tsx';
import { PlainHead } from '../../../../shell/widgets/PlainHead.tsx';
import { SidePanel } from '../../../../shell/widgets/SidePanel.tsx';
import { versionsQuery } from '../api.ts';
import { differences } from '../model/cells.ts';
import type { CellAt } from '../model/moves.ts';
import { text } from '../text.ts';
import { momentWords } from '../times.ts';

interface VersionsPanelProps {
  returnId: string;
  nameOf: (cell: CellAt) => string;
  textOf: (row: string, cell: Cell | null) => string;
  onClose: () => void;
}

/** Every content that was handed in, newest first, with what each changed and why. */
export function VersionsPanel({ returnId, nameOf, textOf, onClose }: VersionsPanelProps) {
  const t = useText(text);
  const language = useLanguage();
  const query = useQuery(versionsQuery(returnId));
  const [open, setOpen] = useState<number | null>(null);
  return (
    <SidePanel title={t.versions.title} width={486} onClose={onClose}>
      <Part query={query} what={t.versions.title} loading={{ shape: 'text', rows: 6 }}>
        {({ items }) => {
          const ordered = items.toSorted((a, b) => b.revision - a.revision);
          if (ordered.length === 0) return <p className="ln-third">{t.versions.none}</p>;
          return (
            <ol className="stat-trail">
              {ordered.map((one, index) => {
                const before = ordered[index + 1];
                const changes = before ? differences(before.cells, one.cells) : [];
                return (
                  <li key={one.revision}>
                    <b>{t.versions.version(one.revision)}</b> {one.onBehalf ? <Tag>{t.versions.onBehalf}</Tag> : null}
                    <div className="ln-small ln-second">{t.versions.by(one.by, momentWords(one.at, language))}</div>
                    {one.reason ? <div className="ln-small">{one.reason}</div> : null}
                    {changes.length === 0 ? (
                      <span className="ln-small ln-third">{before ? t.versions.same : t.versions.first}</span>
                    ) : (
                      <button
                        type="button"
                        className="ln-link ln-small"
                        aria-expanded={open === one.revision}
                        onClick={() => setOpen(open === one.revision ? null : one.revision)}
                      >
                        {t.versions.differs(changes.length)}
                      </button>
                    )}
                    {open === one.revision ? (
                      <table className="ln-plain-table ln-small">
                        <PlainHead
                          caption={t.versions.differs(changes.length)}
                          columns={[t.excel.cell, t.excel.before, t.excel.after]}
                        />
                        <tbody>
                          {changes.map(({ row, column, before: was, after }) => (
                            <tr key={`${row} ${column}`}>
                              <th scope="row">{nameOf({ row, column })}</th>
                              <td className="ln-right">{textOf(row, was)}</td>
                              <td className="ln-right">{textOf(row, after)}</td>
                            </tr>
                          ))}
                        </tbody>
                      </table>
                    ) : null}
                  </li>
                );
              })}
            </ol>
          );
        }}
      </Part>
    </SidePanel>
  );
}
