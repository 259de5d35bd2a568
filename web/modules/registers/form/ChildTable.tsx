import type { Register } from '../../../../server/kernel/registers/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { PlainHead } from '../../../shell/widgets/PlainHead.tsx';
import { RemoveButton } from '../../../shell/widgets/RemoveButton.tsx';
import { FieldInput } from '../fields/FieldInput.tsx';
import { nameOf, unitOf } from '../values.ts';
import { rowsOf, type Values } from './draft.ts';
import { text } from './text.ts';

interface ChildTableProps {
  child: Register['children'][number];
  register: Register;
  refs: Readonly<Record<string, string>>;
  value: unknown;
  errors: Readonly<Record<string, string>>;
  onChange: (rows: Values[] | null) => void;
}

/** Line items of an entry as a small table to be typed into. */
export function ChildTable({ child, register, refs, value, errors, onChange }: ChildTableProps) {
  const t = useText(text).child;
  const language = useLanguage();
  const rows = rowsOf(value);
  const name = nameOf(child, language);
  const put = (index: number, field: string, next: unknown) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, [field]: next } : row)));
  const remove = (index: number) => {
    const rest = rows.filter((_, at) => at !== index);
    onChange(rest.length > 0 ? rest : null);
  };
  const headings = child.fields.map((field) => {
    const unit = unitOf(field);
    return `${nameOf(field, language)}${field.required ? ' *' : ''}${unit ? ` (${unit})` : ''}`;
  });
  return (
    <Card title={name}>
      {rows.length === 0 ? (
        <p className="ln-small ln-third">{t.none}</p>
      ) : (
        <div className="reg-child-scroll">
          <table className="ln-plain-table reg-child">
            <PlainHead caption={name} columns={headings}>
              <td />
            </PlainHead>
            <tbody>
              {rows.map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name of its own until it is saved
                <tr key={index}>
                  {child.fields.map((field) => (
                    <td key={field.id}>
                      <FieldInput
                        compact
                        field={field}
                        register={register}
                        refs={refs}
                        label={t.cell(nameOf(field, language), index + 1)}
                        value={row[field.id]}
                        error={errors[`${child.id}.${index}.${field.id}`]}
                        onChange={(next) => put(index, field.id, next)}
                      />
                    </td>
                  ))}
                  <td>
                    <RemoveButton label={t.removeRow(index + 1)} onClick={() => remove(index)} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <button type="button" className="ln-link" onClick={() => onChange([...rows, {}])}>
        {t.add(name)}
      </button>
    </Card>
  );
}
