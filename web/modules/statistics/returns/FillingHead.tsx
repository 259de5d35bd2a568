import { useQuery } from '@tanstack/react-query';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Tag } from '../../../shell/widgets/Card.tsx';
import { roundQuery } from '../forms/api.ts';
import { leftWords } from '../forms/desk/due-words.ts';
import { text as formsText } from '../forms/text.ts';
import { periodWords } from '../quantity.ts';
import { KeptWords } from './acts/KeptWords.tsx';
import { ReturnActs } from './acts/ReturnActs.tsx';
import { SwitchReporter } from './acts/SwitchReporter.tsx';
import { text } from './text.ts';
import { dayTimeWords, dayWords } from './times.ts';

/** Who reports what for when, how long there is, where what is typed is, and what may be done. */
export function FillingHead(props: React.ComponentProps<typeof ReturnActs> & { isOpen: boolean }) {
  const { view, draft, store, isOpen } = props;
  const t = useText(text);
  const language = useLanguage();
  const due = useText(formsText).due;
  const round = useQuery(roundQuery(view.round, language)).data;
  const left = round && !view.isLate ? leftWords(round.daysLeft, due) : '';
  const state = draft.state ?? view.state;
  const told = state === 'returned' ? 'send-back' : state === 'excused' ? 'excuse' : null;
  const why = told === null ? undefined : view.trail.findLast(({ action }) => action === told);
  return (
    <header className="stat-head">
      <div className="stat-head-title">
        <SwitchReporter view={view} counts={round?.counts} />
        <h1>{t.title(view.reporter.name, periodWords(view.period, language), view.form.name)}</h1>
        <Tag look={state === 'returned' ? 'red' : state === 'approved' ? 'blue' : 'grey'}>{t.states[state]}</Tag>
        {view.onBehalf ? <Tag>{t.onBehalf}</Tag> : null}
        {why ? (
          <p className={state === 'returned' ? 'ln-warning ln-small' : 'ln-note ln-small'}>
            {t.decided(why.by, dayTimeWords(why.at, language), t.states[state] ?? state)}
            {t.colon}
            {why.note}
          </p>
        ) : null}
        {view.correction ? (
          <p className="ln-small ln-second">
            {t.states.reopened}
            {t.colon}
            {view.correction.reason}
          </p>
        ) : null}
      </div>
      <div className="stat-head-side">
        <div className="ln-row">
          <span className="ln-small ln-second ln-nowrap">
            {t.due(dayWords(view.dueOn, language))} {left} {view.isLate ? <Tag look="red">{t.late}</Tag> : null}
          </span>
          {isOpen ? <KeptWords draft={draft} store={store} /> : null}
        </div>
        <div className="ln-row ln-no-print">
          <ReturnActs {...props} />
        </div>
      </div>
    </header>
  );
}
