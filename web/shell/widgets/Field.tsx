import { type ReactNode, useId } from 'react';

interface FieldAttributes {
  id: string;
  'aria-invalid': boolean | undefined;
  'aria-describedby': string | undefined;
}

export interface FieldProps {
  label: ReactNode;
  /** Why it is wrong and what to put. */
  error?: string | undefined;
  hint?: ReactNode;
  unit?: string;
  children: (attributes: FieldAttributes) => ReactNode;
}

/** A field of a form with its label, unit, hint and error tied to it. */
export function Field({ label, error, hint, unit, children }: FieldProps) {
  const id = useId();
  const told = `${id}-told`;
  return (
    <div className="ln-field">
      <label htmlFor={id}>
        {label} {unit ? <span className="ln-unit">{unit}</span> : null}
      </label>
      {children({
        id,
        'aria-invalid': error ? true : undefined,
        'aria-describedby': error || hint ? told : undefined,
      })}
      <span id={told}>
        {error ? <span className="ln-field-error">{error}</span> : null}
        {hint && !error ? <span className="ln-caption ln-third">{hint}</span> : null}
      </span>
    </div>
  );
}
