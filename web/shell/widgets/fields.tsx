import type { InputHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { Field, type FieldProps } from './Field.tsx';

type Labelled = Omit<FieldProps, 'children'>;

type TextFieldProps = Labelled &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> & {
    value: string | number;
    onChange: (value: string) => void;
  };

/** A labelled input: a line of text by default, `type="date"`, `"number"` or `"password"` for the others. */
export function TextField({ label, error, hint, unit, value, onChange, ...input }: TextFieldProps) {
  return (
    <Field label={label} error={error} hint={hint} unit={unit}>
      {(attributes) => (
        <input
          {...input}
          {...attributes}
          className="ln-input"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

type AreaFieldProps = Labelled &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'value'> & {
    value: string;
    onChange: (value: string) => void;
  };

/** A labelled text of several lines. */
export function AreaField({ label, error, hint, unit, value, onChange, rows = 2, ...area }: AreaFieldProps) {
  return (
    <Field label={label} error={error} hint={hint} unit={unit}>
      {(attributes) => (
        <textarea
          {...area}
          {...attributes}
          className="ln-input ln-area"
          rows={rows}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

type SelectFieldProps<K extends string> = Labelled & {
  /** Value and its words, in the order of the list. */
  options: Record<K, string>;
  /** What stands for nothing chosen: an option of its own with the value ''. */
  none?: string;
  value: K | '';
  onChange: (value: K) => void;
};

/** A labelled choice of one out of few. */
export function SelectField<K extends string>(props: SelectFieldProps<K>) {
  const { label, error, hint, unit, options, none, value, onChange } = props;
  return (
    <Field label={label} error={error} hint={hint} unit={unit}>
      {(attributes) => (
        <select
          {...attributes}
          className="ln-input"
          value={value}
          onChange={(event) => onChange(event.target.value as K)}
        >
          {none === undefined ? null : <option value="">{none}</option>}
          {(Object.entries(options) as [K, string][]).map(([key, words]) => (
            <option key={key} value={key}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
