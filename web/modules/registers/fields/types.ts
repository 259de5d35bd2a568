import type { FieldView, Register } from '../../../../server/kernel/registers/model.ts';

/** What every control of a field takes. Values are as the server stores them. */
export interface FieldInputProps {
  field: FieldView;
  register: Pick<Register, 'id' | 'lists'>;
  /** Words for the regions, parties, references and files that are chosen already. */
  refs: Readonly<Record<string, string>>;
  value: unknown;
  onChange: (value: unknown) => void;
  /** Instead of the field's own name. */
  label?: string;
  error?: string | undefined;
  /** In a table: the label is there for a screen reader only, and no hint stands below. */
  compact?: boolean;
}

/** What `Field` hands to the control inside it. */
interface ControlAttributes {
  id: string;
  'aria-invalid': boolean | undefined;
  'aria-describedby': string | undefined;
}

/** A control for one value: the field around it has drawn label, hint and error. */
export interface ControlProps extends FieldInputProps {
  attributes: ControlAttributes;
  /** Called with each further value, where several are gathered. */
  adding?: boolean;
}
