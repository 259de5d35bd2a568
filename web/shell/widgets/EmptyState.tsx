import type { ReactNode } from 'react';
import { useText } from '../preferences.tsx';
import { text } from './text.ts';

export interface EmptyStateProps {
  /** Which of the four it is. */
  kind: 'nothing-yet' | 'filtered' | 'no-right' | 'not-due';
  title?: string;
  /** Who should report and when; whom to ask; the date. */
  detail?: ReactNode;
  /** The way on: upload, template, sample … For 'filtered' give `onClear`. */
  action?: ReactNode;
  onClear?: (() => void) | undefined;
}

/** Says which kind of empty it is, with the way on. */
export function EmptyState({ kind, title, detail, action, onClear }: EmptyStateProps) {
  const t = useText(text);
  const words = detail ?? t.emptyDetail[kind];
  return (
    <div className="ln-empty" role="status">
      <p className="ln-empty-title">{title ?? t.emptyTitle[kind]}</p>
      {words ? <p className="ln-second">{words}</p> : null}
      {action || onClear ? (
        <div className="ln-row">
          {action}
          {onClear ? (
            <button type="button" className="ln-button" onClick={onClear}>
              {t.clearFilters}
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
