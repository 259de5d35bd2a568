import { useState } from 'react';
import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import { Card } from '../../../../shell/widgets/Card.tsx';
import { periodWords } from '../../quantity.ts';
import { text } from '../text.ts';
import { dayTimeWords } from '../times.ts';
import type { ReturnView } from '../view.ts';

/** Where the figures go and who sees them, how far the return is, and what happened to it. */
export function AboutPart({ view }: { view: ReturnView }) {
  const t = useText(text);
  const language = useLanguage();
  const [all, setAll] = useState(false);
  const { goesTo, definition, trail } = view;
  const where = goesTo.regions.join(t.listComma);
  const steps = definition.review;
  const passed = view.state === 'approved' ? steps.length : view.state === 'checked' ? 1 : 0;
  const handedIn = ['submitted', 'checked', 'approved'].includes(view.state);
  const shown = all ? trail.toReversed() : trail.toReversed().slice(0, 4);
  return (
    <>
      {where ? (
        <Card title={t.side.goesTitle}>
          <p className="ln-small ln-second">
            {t.side.goes(where, periodWords(view.period, language))}
            {goesTo.targets > 0 ? t.side.goesTargets(goesTo.targets) : ''}
            {t.side.seenBy}
          </p>
        </Card>
      ) : null}
      <Card title={t.side.progress}>
        <p className="ln-small">
          <Step is={handedIn}>{t.side.fill}</Step>
          {steps.map((step, index) => (
            <span key={step}>
              {' · '}
              <Step is={index < passed}>{t.side.steps[step]}</Step>
            </span>
          ))}
        </p>
        {view.waitsFor ? <p className="ln-small ln-second">{view.waitsFor}</p> : null}
        {view.contact ? <p className="ln-small ln-second">{t.side.contact(view.contact)}</p> : null}
      </Card>
      <Card title={t.side.trail}>
        {trail.length === 0 ? <p className="ln-small ln-third">{t.side.noTrail}</p> : null}
        <ul className="stat-trail ln-small">
          {shown.map((one) => (
            <li key={`${one.at} ${one.action}`}>
              <span className="ln-third">{dayTimeWords(one.at, language)}</span> {one.by}{' '}
              {t.trail[one.action] ?? one.action}
              {one.note ? <div className="ln-second">{one.note}</div> : null}
            </li>
          ))}
        </ul>
        {trail.length > 4 ? (
          <button type="button" className="ln-link ln-small" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t.side.fewer : `+${trail.length - 4}`}
          </button>
        ) : null}
      </Card>
    </>
  );
}

/** Done or to come, told by a mark as well as by weight. */
const Step = ({ is, children }: { is: boolean; children: React.ReactNode }) =>
  is ? <b>✓ {children}</b> : <span className="ln-third">{children}</span>;
