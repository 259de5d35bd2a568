import { useText } from '../../../shell/preferences.tsx';
import { text } from './text.ts';
import type { ControlProps } from './types.ts';

/** Three answers: yes, no, and not filled, which is neither. */
export function BooleanControl({ attributes, value, onChange }: ControlProps) {
  const t = useText(text);
  return (
    <select
      {...attributes}
      className="ln-input"
      value={value === true ? 'yes' : value === false ? 'no' : ''}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value === 'yes')}
    >
      <option value="">{t.unset}</option>
      <option value="yes">{t.yes}</option>
      <option value="no">{t.no}</option>
    </select>
  );
}
