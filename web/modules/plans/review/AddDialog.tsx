import { useState } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import { Dialog } from '../../../shell/widgets/Dialog.tsx';
import { Field } from '../../../shell/widgets/Field.tsx';
import { text as words } from '../review-text.ts';

export interface AddDialogProps {
  text: string;
  onAdd: (start: number, end: number) => void;
  onClose: () => void;
}

/** The way by keyboard to add an item: its words, typed or pasted, are found in the source. */
export function AddDialog({ text, onAdd, onClose }: AddDialogProps) {
  const t = useText(words).add;
  const [quote, setQuote] = useState('');
  const wanted = quote.trim();
  const places = wanted.length < 2 ? 0 : text.split(wanted).length - 1;
  const start = text.indexOf(wanted);
  return (
    <Dialog
      title={t.title}
      onClose={onClose}
      footer={
        <button
          type="button"
          className="ln-button ln-primary"
          disabled={places === 0}
          onClick={() => onAdd(start, start + wanted.length)}
        >
          {t.run}
        </button>
      }
    >
      <Field
        label={t.quote}
        hint={places > 0 ? t.found(places) : t.hint}
        error={wanted.length >= 2 && places === 0 ? t.notFound : undefined}
      >
        {(attributes) => (
          <textarea
            {...attributes}
            className="ln-input ln-area ln-serif"
            rows={3}
            value={quote}
            onChange={(event) => setQuote(event.target.value)}
          />
        )}
      </Field>
    </Dialog>
  );
}
