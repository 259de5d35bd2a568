import { useRef, useState } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import { RemoveButton } from '../../../shell/widgets/RemoveButton.tsx';
import { uploadFile } from '../api.ts';
import { useRemembered } from './remembered.ts';
import { text } from './text.ts';
import type { ControlProps } from './types.ts';

/** A file, sent as soon as it is chosen; the entry keeps its id. */
export function FileControl({ attributes, value, onChange, refs, register, adding }: ControlProps) {
  const t = useText(text);
  const input = useRef<HTMLInputElement>(null);
  const { wordsOf, remember } = useRemembered(refs);
  const [share, setShare] = useState<number | null>(null);
  const [failed, setFailed] = useState(false);
  const send = async (file: File) => {
    setFailed(false);
    setShare(0);
    try {
      const kept = await uploadFile(register.id, file, setShare);
      remember(kept.id, kept.name);
      onChange(kept.id);
    } catch {
      setFailed(true);
    } finally {
      setShare(null);
      if (input.current) input.current.value = '';
    }
  };
  const name = adding ? '' : wordsOf(value);
  return (
    <span className="ln-file">
      <input
        {...attributes}
        ref={input}
        type="file"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) void send(file);
        }}
      />
      <span className="ln-button" aria-hidden="true">
        {t.chooseFile}
      </span>
      <span className="ln-small ln-second ln-break" aria-live="polite">
        {share === null ? (failed ? t.uploadFailed : name) : t.uploading(share)}
      </span>
      {name ? <RemoveButton label={t.remove(name)} onClick={() => onChange(null)} /> : null}
    </span>
  );
}
