import type { CaseDetail } from '../../../../server/kernel/cases/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { text } from '../text.ts';
import { momentOf } from '../times.ts';

/** The states in order: done, now, to come, each with its time. */
export function Line({ detail }: { detail: CaseDetail }) {
  const t = useText(text).case;
  const language = useLanguage();
  if (detail.line.length === 0) return null;
  return (
    <section className="ln-card ln-card-body" aria-label={t.line}>
      <ol className="desk-line">
        {detail.line.map((state) => (
          <li
            key={state.id}
            className={`desk-line-${state.place}`}
            aria-current={state.place === 'now' ? 'step' : undefined}
          >
            <Mark place={state.place} />
            <span>
              <b>{state.name}</b>
              <span className="ln-small ln-third">
                {state.at === null
                  ? t.next
                  : state.place === 'now'
                    ? t.since(momentOf(state.at, language))
                    : momentOf(state.at, language)}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Mark({ place }: { place: CaseDetail['line'][number]['place'] }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      {place === 'done' ? (
        <>
          <circle cx="8" cy="8" r="7.5" fill="var(--met)" />
          <path d="M4.5 8.2 7 10.7l4.5-5" stroke="var(--surface)" strokeWidth="1.6" fill="none" />
        </>
      ) : place === 'now' ? (
        <>
          <circle cx="8" cy="8" r="7.5" fill="var(--accent)" />
          <circle cx="8" cy="8" r="2.6" fill="var(--surface)" />
        </>
      ) : (
        <circle cx="8" cy="8" r="7" fill="none" stroke="var(--third)" />
      )}
    </svg>
  );
}
