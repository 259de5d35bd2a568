import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseDetail } from '../../../../server/kernel/cases/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useUrlState } from '../../../shell/url.ts';
import { Card } from '../../../shell/widgets/Card.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { AreaField } from '../../../shell/widgets/fields.tsx';
import { isConflict } from '../../../shell/widgets/SaveFailure.tsx';
import { DueWords, dueDay } from '../../signals/widgets.ts';
import { caseQuery, useCaseChanges } from '../api.ts';
import { text } from '../text.ts';
import { Conflict } from './Conflict.tsx';
import { Reopen } from './Reopen.tsx';

/** The moves from here: one to choose, a note, one button that names it. Who may not decide sees who may. */
export function Decide({ detail }: { detail: CaseDetail }) {
  const t = useText(text).case;
  const language = useLanguage();
  const client = useQueryClient();
  const { move } = useCaseChanges(detail.id);
  const [asked, setAsked] = useUrlState('move', '');
  const [note, setNote] = useState('');
  /** The case as it was when the reader decided, kept while somebody else's change is on the table. */
  const [seen, setSeen] = useState<CaseDetail | null>(null);
  const allowed = detail.moves.filter((one) => one.allowed);
  const chosen = allowed.find(({ id }) => id === asked) ?? allowed[0];
  const run = (wanted: { id: string }) =>
    move.mutate(
      { move: wanted.id, revision: detail.revision, ...(note.trim() ? { note: note.trim() } : {}) },
      {
        onSuccess: () => {
          setSeen(null);
          setNote('');
          setAsked(null);
        },
        onError: (error) => {
          if (!isConflict(error)) return;
          setSeen(seen ?? detail);
          void client.invalidateQueries({ queryKey: caseQuery(detail.id, language).queryKey });
        },
      },
    );
  const wantedId = move.variables?.move ?? '';
  if (seen && seen.revision !== detail.revision)
    return (
      <Conflict
        seen={seen}
        now={detail}
        moveId={wantedId}
        busy={move.isPending}
        onStill={() => run({ id: wantedId })}
        onLeave={() => {
          setSeen(null);
          move.reset();
        }}
      />
    );
  return (
    <Card title={t.decide} extra={detail.dueOn ? <DueWords of={detail} /> : null}>
      {detail.state.final ? (
        <>
          <p>{t.closed}</p>
          {detail.mayHandle ? <Reopen detail={detail} /> : null}
        </>
      ) : detail.moves.length === 0 ? (
        <p className="ln-third">{t.nothingToDecide}</p>
      ) : (
        <form
          className="ln-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (chosen) run(chosen);
          }}
        >
          <fieldset className="desk-moves">
            <legend className="ln-hidden">{t.choose}</legend>
            {detail.moves.map((one) => (
              <label key={one.id} className={`desk-move${one.id === chosen?.id ? ' desk-on' : ''}`}>
                <input
                  type="radio"
                  name="move"
                  checked={one.id === chosen?.id}
                  disabled={!one.allowed}
                  onChange={() => setAsked(one.id)}
                />
                <span>
                  <b>{one.name}</b>
                  <span className="ln-small ln-third">
                    {one.allowed ? `→ ${one.to}` : t.byWhom(one.by.join(t.or))}
                    {one.dueOn ? ` · ${t.moveDue(dueDay(one.dueOn, language))}` : ''}
                  </span>
                </span>
              </label>
            ))}
          </fieldset>
          {chosen ? (
            <>
              <AreaField
                label={chosen.asksNote ? t.note : t.noteOptional}
                hint={chosen.asksNote ? t.noteNeeded : undefined}
                rows={3}
                maxLength={4000}
                value={note}
                onChange={setNote}
              />
              <button
                type="submit"
                className="ln-button ln-primary"
                disabled={move.isPending || (chosen.asksNote && note.trim() === '')}
              >
                {chosen.name}
              </button>
              <p className="ln-caption ln-third">{detail.dueOn ? t.dueAfter : ''}</p>
            </>
          ) : null}
          {move.isError && !isConflict(move.error) ? <ErrorState error={move.error} /> : null}
        </form>
      )}
    </Card>
  );
}
