import { useRef } from 'react';
import { useText } from '../preferences.tsx';
import { Field } from './Field.tsx';
import { CrossIcon } from './icons.tsx';
import { text } from './text.ts';

export interface FileFieldProps {
  label: string;
  hint?: string;
  accept?: string;
  file: File | null;
  onChange: (file: File | null) => void;
}

/** One file, chosen and taken away in the reader's language, where the browser's own control speaks its own. */
export function FileField({ label, hint, accept, file, onChange }: FileFieldProps) {
  const t = useText(text).file;
  const input = useRef<HTMLInputElement>(null);
  const choose = (chosen: File | null) => {
    if (input.current && !chosen) input.current.value = '';
    onChange(chosen);
  };
  return (
    <Field label={label} hint={hint}>
      {(attributes) => (
        <span className="ln-file">
          <input
            {...attributes}
            ref={input}
            type="file"
            accept={accept}
            onChange={(event) => choose(event.target.files?.[0] ?? null)}
          />
          <span className="ln-button" aria-hidden="true">
            {file ? t.another : t.choose}
          </span>
          <span className="ln-small ln-second ln-break">{file?.name ?? t.none}</span>
          {file ? (
            <button
              type="button"
              className="ln-icon-button"
              aria-label={t.remove(file.name)}
              onClick={() => choose(null)}
            >
              <CrossIcon size={14} />
            </button>
          ) : null}
        </span>
      )}
    </Field>
  );
}
