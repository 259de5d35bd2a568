import { useEffect, useState } from 'react';
import { useText } from '../preferences.tsx';
import { text } from './text.ts';

export interface LoadingProps {
  /** The final shape, so that nothing jumps. */
  shape?: 'table' | 'text' | 'cards' | 'chart' | 'page';
  rows?: number;
  /** What is being fetched: '目标台账'. Said after 400 ms. */
  what?: string | undefined;
  /** A way out, offered after 8 s. */
  onCancel?: (() => void) | undefined;
  onRetry?: (() => void) | undefined;
  height?: number;
}

/** Grey blocks in the final shape; after 400 ms a line says what is fetched, after 8 s a way out. */
export function Loading({ shape = 'text', rows = 6, what, onCancel, onRetry, height = 240 }: LoadingProps) {
  const t = useText(text);
  const [stage, setStage] = useState<'quiet' | 'said' | 'slow'>('quiet');
  useEffect(() => {
    const said = setTimeout(() => setStage('said'), 400);
    const slow = setTimeout(() => setStage('slow'), 8000);
    return () => {
      clearTimeout(said);
      clearTimeout(slow);
    };
  }, []);
  const lines = Array.from({ length: rows }, (_, index) => index);
  return (
    <div className={`ln-loading ln-loading-${shape}`} aria-busy="true">
      {shape === 'chart' ? (
        <div className="ln-block" style={{ height }} />
      ) : (
        lines.map((line) => <div key={line} className="ln-block" />)
      )}
      <p className="ln-loading-words ln-small ln-third" aria-live="polite">
        {stage === 'quiet' ? ' ' : t.loading(what ?? t.loadingPlain)}
        {stage === 'slow' ? (
          <>
            {t.slow}{' '}
            {onRetry ? (
              <button type="button" className="ln-link" onClick={onRetry}>
                {t.retry}
              </button>
            ) : null}{' '}
            {onCancel ? (
              <button type="button" className="ln-link" onClick={onCancel}>
                {t.stopWaiting}
              </button>
            ) : null}
          </>
        ) : null}
      </p>
    </div>
  );
}
