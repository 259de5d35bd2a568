export interface NumberCellProps {
  label: string;
  value: string;
  /** What is wrong with it, if it is to be said already. */
  error: string | undefined;
  invalid: boolean;
  onChange: (value: string) => void;
}

/** A number typed into a table. */
export function NumberCell({ label, value, error, invalid, onChange }: NumberCellProps) {
  return (
    <td>
      <input
        className="ln-input ln-right"
        inputMode="decimal"
        aria-label={label}
        aria-invalid={invalid}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {error ? <span className="ln-field-error">{error}</span> : null}
    </td>
  );
}
