import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import type { Draft, DraftStore } from '../draft/draft.ts';
import { type ReturnTexts, text } from '../text.ts';
import { momentWords } from '../times.ts';

/** Where what is typed is now: in this browser, on the server, or waiting for the connection. */
export function KeptWords({ draft, store }: { draft: Draft; store: DraftStore }) {
  const t = useText(text).kept;
  const language = useLanguage();
  const { keptAt } = draft;
  const isTrouble = ['off-line', 'refused', 'conflict'].includes(draft.phase) || keptAt === false;
  const here = keptAt === false ? t.none : keptAt === null ? t.fresh : t.here(momentWords(keptAt, language));
  return (
    <span className={`stat-kept ln-small ${isTrouble ? 'stat-is-warning' : 'stat-is-kept'}`} role="status">
      <span aria-hidden="true">{isTrouble ? '▲' : '●'}</span>{' '}
      {[here, phaseWords(draft, t, language)].filter(Boolean).join(' · ')}
      {draft.phase === 'off-line' ? (
        <button type="button" className="ln-link" onClick={store.flush}>
          {t.retry}
        </button>
      ) : null}
      {draft.submitKey !== null && draft.phase !== 'sending' ? (
        <button type="button" className="ln-link" onClick={store.stopSubmit}>
          {t.stopQueue}
        </button>
      ) : null}
    </span>
  );
}

function phaseWords(draft: Draft, t: ReturnTexts['kept'], language: 'zh' | 'en'): string {
  if (draft.submitKey !== null && draft.phase === 'off-line') return t.queued;
  switch (draft.phase) {
    case 'still':
      return draft.savedAt === null ? '' : t.saved;
    case 'waiting':
      return t.waiting;
    case 'sending':
      return t.sending;
    case 'off-line':
      return t.offLine(momentWords(draft.retryAt ?? Date.now(), language));
    case 'conflict':
      return t.conflict;
    case 'refused':
      return t.refused;
  }
}
