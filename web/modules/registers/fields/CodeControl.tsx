import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { nameOf } from '../values.ts';
import { Picker } from './Picker.tsx';
import { text } from './text.ts';
import type { ControlProps } from './types.ts';

/** Above this many codes one is found by typing. */
const mostInSelect = 12;

export function CodeControl({ attributes, value, onChange, field, register, adding }: ControlProps) {
  const t = useText(text);
  const language = useLanguage();
  const codes = field.list === null ? [] : (register.lists[field.list] ?? []);
  const options = codes.map((one) => ({ value: one.code, label: nameOf(one, language) }));
  const chosen = options.find((one) => one.value === value);
  if (adding || options.length > mostInSelect) {
    return (
      <Picker
        attributes={attributes}
        shown={chosen?.label ?? ''}
        options={options.map((one) => ({ ...one, note: one.value === one.label ? undefined : one.value }))}
        placeholder={t.searchCode}
        onPick={(option) => onChange(option?.value ?? null)}
        adding={adding ?? false}
      />
    );
  }
  return (
    <select
      {...attributes}
      className="ln-input"
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.target.value || null)}
    >
      <option value="">{field.required ? t.choose : t.none}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
