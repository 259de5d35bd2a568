import { useState } from 'react';
import { useText } from '../../../../shell/preferences.tsx';
import { Dialog } from '../../../../shell/widgets/Dialog.tsx';
import { PlainHead } from '../../../../shell/widgets/PlainHead.tsx';
import type { DraftStore } from '../draft/draft.ts';
import { type CellConflict, type Merged, resolved } from '../model/merge.ts';
import type { CellAt } from '../model/moves.ts';
import { text } from '../text.ts';

interface ConflictDialogProps {
  merged: Merged;
  store: DraftStore;
  nameOf: (cell: CellAt) => string;
  textOf: (row: string, cell: CellConflict['mine']) => string;
}

/** Two people in one return: both versions of every cell that both changed, and the choice between them. */
export function ConflictDialog({ merged, store, nameOf, textOf }: ConflictDialogProps) {
  const t = useText(text).conflict;
  const [theirs, setTheirs] = useState<ReadonlySet<CellConflict>>(new Set());
  const { conflicts } = merged;
  const choose = (conflict: CellConflict, take: boolean) => {
    const next = new Set(theirs);
    if (take) next.add(conflict);
    else next.delete(conflict);
    setTheirs(next);
  };
  return (
    <Dialog
      title={t.title}
      width={720}
      closable={false}
      onClose={() => undefined}
      footer={
        <>
          {conflicts.length > 1 ? (
            <>
              <button type="button" className="ln-button" onClick={() => setTheirs(new Set(conflicts))}>
                {t.takeTheirs}
              </button>
              <button type="button" className="ln-button" onClick={() => setTheirs(new Set())}>
                {t.takeMine}
              </button>
            </>
          ) : null}
          <button
            type="button"
            className="ln-button ln-primary"
            onClick={() => store.resolve(resolved(merged, theirs))}
          >
            {t.go}
          </button>
        </>
      }
    >
      <p>{conflicts.length > 0 ? t.text(conflicts.length) : t.none}</p>
      {conflicts.length > 0 ? (
        <table className="ln-plain-table">
          <PlainHead caption={t.title} columns={[t.cell, t.mine, t.theirs]} />
          <tbody>
            {conflicts.map((conflict) => {
              const name = nameOf(conflict);
              const choice = (take: boolean, label: string) => (
                <label>
                  <input
                    type="radio"
                    name={name}
                    aria-label={`${name} ${take ? t.theirs : t.mine}`}
                    checked={theirs.has(conflict) === take}
                    onChange={() => choose(conflict, take)}
                  />{' '}
                  {label || t.blank}
                </label>
              );
              return (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{choice(false, textOf(conflict.row, conflict.mine))}</td>
                  <td>{choice(true, textOf(conflict.row, conflict.theirs))}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      ) : null}
    </Dialog>
  );
}
