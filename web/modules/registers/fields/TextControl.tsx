import type { ControlProps } from './types.ts';

/** Beyond this many characters a line becomes an area. */
const lineLength = 60;

export function TextControl({ attributes, value, onChange, field, compact, adding }: ControlProps) {
  const words = typeof value === 'string' ? value : '';
  const isLong = !compact && !adding && field.format === null && (words.length > lineLength || words.includes('\n'));
  const change = (typed: string) => onChange(typed === '' ? null : typed);
  return isLong ? (
    <textarea
      {...attributes}
      className="ln-input ln-area"
      rows={3}
      value={words}
      onChange={(event) => change(event.target.value)}
    />
  ) : (
    <input {...attributes} className="ln-input" value={words} onChange={(event) => change(event.target.value)} />
  );
}
