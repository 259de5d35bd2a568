import { useState } from 'react';
import type { EntryDetail, Register } from '../../../../server/kernel/registers/model.ts';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { nameOf } from '../values.ts';
import { dayWords, today } from './dates.ts';
import { MoveDialog } from './MoveDialog.tsx';
import { text } from './text.ts';

interface StatePartProps {
  register: Register;
  entry: EntryDetail;
  etag: string | null;
}

/** The life of an entry as a line of states, and what this reader may do next. */
export function StatePart({ register, entry, etag }: StatePartProps) {
  const t = useText(text);
  const language = useLanguage();
  const [moving, setMoving] = useState<string | null>(null);
  const { lifeCycle } = register;
  if (!lifeCycle) return null;
  const path = pathOf(register, entry);
  const due = entry.moves.flatMap(({ dueOn }) => dueOn ?? []).toSorted()[0];
  const state = lifeCycle.states.find(({ id }) => id === entry.state);
  return (
    <Card
      title={t.line}
      extra={
        entry.caseId ? (
          <Link to={`/cases/${entry.caseId}`} className="ln-link">
            {t.case}
          </Link>
        ) : null
      }
    >
      <ol className="reg-states">
        {path.map(({ id, zh, en, done }) => (
          <li
            key={id}
            className={id === entry.state ? 'reg-now' : done ? 'reg-done' : ''}
            aria-current={id === entry.state ? 'step' : undefined}
          >
            {nameOf({ zh, en }, language)}
            {id === entry.state ? <span className="ln-hidden">（{t.now}）</span> : null}
          </li>
        ))}
      </ol>
      <div className="ln-row reg-moves">
        {entry.moves.map((move) => (
          <button key={move.id} type="button" className="ln-button" onClick={() => setMoving(move.id)}>
            {nameOf(move, language)}
          </button>
        ))}
        {entry.moves.length === 0 ? (
          <span className="ln-small ln-third">{state?.final ? t.final : t.noMoves}</span>
        ) : null}
        {due ? (
          <span className={due < today() ? 'ln-small ln-field-error' : 'ln-small ln-second'}>
            {due < today() ? `▲ ${t.overdue(dayWords(due, language))}` : t.due(dayWords(due, language))}
          </span>
        ) : null}
      </div>
      {moving ? (
        <MoveDialog register={register} entry={entry} etag={etag} moveId={moving} onClose={() => setMoving(null)} />
      ) : null}
    </Card>
  );
}

/** States that it went through, the present one, and the way ahead along the first moves. */
function pathOf({ lifeCycle }: Register, entry: EntryDetail) {
  if (!lifeCycle) return [];
  const states = new Map(lifeCycle.states.map((state) => [state.id, state]));
  const been = entry.history
    .flatMap(({ changes }) =>
      changes.filter(({ field }) => field === 'state').flatMap(({ before, after }) => [before, after]),
    )
    .filter((id): id is string => typeof id === 'string' && id !== entry.state);
  const passed = new Set(been);
  const ahead: string[] = [];
  let at = entry.state ?? lifeCycle.initial;
  while (ahead.length < lifeCycle.states.length) {
    const next = lifeCycle.moves.find(
      ({ from, to }) => from.includes(at) && !passed.has(to) && !ahead.includes(to) && to !== entry.state,
    );
    if (!next) break;
    ahead.push(next.to);
    at = next.to;
  }
  const before = lifeCycle.states.map(({ id }) => id).filter((id) => passed.has(id) && !ahead.includes(id));
  return [...before, ...(entry.state ? [entry.state] : []), ...ahead].flatMap((id) => {
    const state = states.get(id);
    return state ? [{ ...state, done: before.includes(id) }] : [];
  });
}
