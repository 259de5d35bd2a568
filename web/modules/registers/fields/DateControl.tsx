import type { ControlProps } from './types.ts';

const inputTypes: Record<string, string> = { date: 'date', datetime: 'datetime-local', month: 'month' };

export function DateControl({ attributes, value, onChange, field }: ControlProps) {
  const words = typeof value === 'string' ? value : '';
  return (
    <input
      {...attributes}
      className="ln-input"
      type={inputTypes[field.type] ?? 'date'}
      value={field.type === 'datetime' ? localOf(words) : words}
      onChange={(event) => {
        const typed = event.target.value;
        if (typed === '') onChange(null);
        else onChange(field.type === 'datetime' ? new Date(typed).toISOString() : typed);
      }}
    />
  );
}

/** A moment as the browser's control wants it: local time without a zone. */
function localOf(moment: string): string {
  const at = new Date(moment);
  if (moment === '' || Number.isNaN(at.getTime())) return '';
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
