import type { ReactNode } from 'react';
import { useLanguage, useText } from '../preferences.tsx';
import { describeProblem } from '../problem.ts';
import { text } from './text.ts';

export interface ErrorStateProps {
  error: unknown;
  onRetry?: (() => void) | undefined;
  /** What is safe; by default that what is shown has not changed. */
  safe?: string | undefined;
  /** A button that mends it, if there is one. */
  action?: ReactNode;
}

/** What happened, what is safe, what to do, a code to quote. */
export function ErrorState({ error, onRetry, safe, action }: ErrorStateProps) {
  const t = useText(text);
  const { what, remedy, code } = describeProblem(error, useLanguage());
  return (
    <div className="ln-fault ln-error" role="alert">
      <p>
        <b>{what}</b> {safe ?? t.safeShown} {remedy}
      </p>
      <div className="ln-row">
        {action}
        {onRetry ? (
          <button type="button" className="ln-button ln-button-small" onClick={onRetry}>
            {t.retry}
          </button>
        ) : null}
        <span className="ln-caption ln-third">{t.errorCode(code)}</span>
      </div>
    </div>
  );
}
