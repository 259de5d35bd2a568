import { useState } from 'react';
import type { ControlProps } from './types.ts';

/** What is typed as a number; as it is where it is none, so that the form can say so. */
function readNumber(typed: string): number | string | null {
  const words = typed.trim().replaceAll(',', '').replaceAll('，', '');
  if (words === '') return null;
  return /^[-−]?\d+(\.\d+)?$/.test(words) ? Number(words.replace('−', '-')) : typed.trim();
}

const written = (value: unknown) => (value === null || value === undefined ? '' : String(value));

export function NumberControl({ attributes, value, onChange }: ControlProps) {
  const [typed, setTyped] = useState(() => written(value));
  // What is typed stays as it is, 12.0 or 1,200, as long as it means the value.
  const shown = readNumber(typed) === (value ?? null) ? typed : written(value);
  return (
    <input
      {...attributes}
      className="ln-input ln-right"
      inputMode="decimal"
      value={shown}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(readNumber(event.target.value));
      }}
    />
  );
}
