import { useId, useRef } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import { text } from './text.ts';

interface SourceEditorProps {
  source: string;
  /** Lines that an issue stands at, 1-based. */
  wrongLines: ReadonlySet<number>;
  describedBy: string;
  onChange: (source: string) => void;
}

/** A definition as text, with its lines numbered and the wrong ones marked. */
export function SourceEditor({ source, wrongLines, describedBy, onChange }: SourceEditorProps) {
  const t = useText(text).edit;
  const id = useId();
  const lines = source.split('\n');
  const area = useRef<HTMLTextAreaElement>(null);
  const longest = lines.reduce((most, line) => Math.max(most, widthOf(line)), 20);
  /** Tab indents, as YAML wants it; Esc lets go of the field, so that Tab is no trap. */
  const onKeyDown = (event: React.KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Tab' || event.shiftKey || event.currentTarget.dataset.leave === 'yes') return;
    event.preventDefault();
    event.currentTarget.setRangeText('  ', event.currentTarget.selectionStart, event.currentTarget.selectionEnd, 'end');
    onChange(event.currentTarget.value);
  };
  return (
    <div>
      <label htmlFor={id} className="ln-small ln-second">
        {t.source}
      </label>
      <div className="reg-yaml">
        <div className="reg-yaml-lines" aria-hidden="true">
          {lines.map((_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name but its number
            <div key={index}>{wrongLines.has(index + 1) ? <b>▸ {index + 1}</b> : index + 1}</div>
          ))}
        </div>
        <textarea
          id={id}
          ref={area}
          value={source}
          spellCheck={false}
          aria-invalid={wrongLines.size > 0 || undefined}
          aria-describedby={describedBy}
          style={{ height: `${lines.length * 1.25 + 2}rem`, minHeight: '100%', width: `${longest + 4}ch` }}
          onFocus={(event) => {
            event.currentTarget.dataset.leave = '';
          }}
          onKeyDownCapture={(event) => {
            if (event.key === 'Escape') event.currentTarget.dataset.leave = 'yes';
          }}
          onKeyDown={onKeyDown}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
    </div>
  );
}

/** Width in `ch`: a Chinese character takes about two. */
const widthOf = (line: string) => [...line].reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 0);
