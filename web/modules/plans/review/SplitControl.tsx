import { useEffect, useId, useRef } from 'react';
import { useEscape } from '../../../shell/escape.ts';
import { useText } from '../../../shell/preferences.tsx';
import type { TargetView } from '../review-api.ts';
import { text as words } from '../review-text.ts';

export interface SplitControlProps {
  text: string;
  target: TargetView;
  at: number;
  onMove: (at: number) => void;
  onCut: (at: number) => void;
  onCancel: () => void;
}

/** Where to cut an item in two: a press in the source at the left, or the slider by keyboard, with both halves shown. */
export function SplitControl({ text, target, at, onMove, onCut, onCancel }: SplitControlProps) {
  const t = useText(words).splitting;
  const id = useId();
  const slider = useRef<HTMLInputElement>(null);
  useEscape(onCancel);
  useEffect(() => slider.current?.focus({ preventScroll: true }), []);
  const start = target.start ?? 0;
  const end = target.end ?? 0;
  const halves: [string, string] = [text.slice(start, at), text.slice(at, end)];
  return (
    <fieldset className="ln-note rv-split" aria-labelledby={id}>
      <p id={id}>
        <b>{t.title}</b>
        {t.keyboard}
      </p>
      <p className="rv-halves ln-serif" lang="zh-CN">
        <span>{halves[0]}</span>
        <i aria-hidden="true">✂</i>
        <span>{halves[1]}</span>
      </p>
      <input
        ref={slider}
        type="range"
        min={start + 1}
        max={end - 1}
        value={at}
        aria-label={t.at}
        aria-valuetext={`${halves[0].slice(-12)} | ${halves[1].slice(0, 12)}`}
        onChange={(event) => onMove(Number(event.target.value))}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          onCut(at);
        }}
      />
      <div className="ln-row">
        <button type="button" className="ln-button ln-button-small ln-primary" onClick={() => onCut(at)}>
          {t.run} <kbd>Enter</kbd>
        </button>
        <button type="button" className="ln-button ln-button-small" onClick={onCancel}>
          {t.cancel} <kbd>Esc</kbd>
        </button>
      </div>
    </fieldset>
  );
}
