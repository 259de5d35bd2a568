import type { EntryDetail, Register } from '../../../../server/kernel/registers/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { FieldValue } from '../FieldValue.tsx';
import { rowsOf } from '../form/draft.ts';
import { useValueContext } from '../use-value-context.ts';
import { isNumeric, nameOf, unitOf } from '../values.ts';
import { text } from './text.ts';

/** The line items of an entry, each kind as a table. */
export function ChildPart({ register, entry }: { register: Register; entry: EntryDetail }) {
  const t = useText(text);
  const language = useLanguage();
  const context = useValueContext(register, entry.refs);
  return register.children.map((child) => {
    const rows = rowsOf(entry.values[child.id]);
    if (rows.length === 0) return null;
    const name = nameOf(child, language);
    return (
      <Card key={child.id} title={name} note={t.children(rows.length)}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <section className="reg-child-scroll" aria-label={t.rowsOf(name)} tabIndex={0}>
          <table className="ln-plain-table">
            <caption className="ln-hidden">{name}</caption>
            <thead>
              <tr>
                {child.fields.map((field) => (
                  <th key={field.id} scope="col" className={isNumeric(field) ? 'ln-right' : undefined}>
                    {nameOf(field, language)}
                    {unitOf(field) ? <span className="ln-unit">{unitOf(field)}</span> : null}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={child.key.map((id) => String(row[id])).join('|')}>
                  {child.fields.map((field) => (
                    <td key={field.id} className={isNumeric(field) ? 'ln-right' : undefined}>
                      <FieldValue field={field} value={row[field.id]} context={context} linked />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </Card>
    );
  });
}
