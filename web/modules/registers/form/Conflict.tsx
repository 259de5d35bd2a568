import type { EntryDetail, Register } from '../../../../server/kernel/registers/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Dialog } from '../../../shell/widgets/Dialog.tsx';
import { PlainHead } from '../../../shell/widgets/PlainHead.tsx';
import { useValueContext } from '../use-value-context.ts';
import { nameOf, valueWords } from '../values.ts';
import { changedFields, type Values } from './draft.ts';
import { text } from './text.ts';

interface ConflictProps {
  register: Register;
  /** The entry as it is stored now. */
  latest: EntryDetail;
  mine: Values;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
  onClose: () => void;
}

/** Two people at once: the second sees what differs, and chooses. */
export function Conflict({ register, latest, mine, onKeepMine, onTakeTheirs, onClose }: ConflictProps) {
  const t = useText(text).conflict;
  const language = useLanguage();
  const context = useValueContext(register, latest.refs);
  const differing = changedFields(latest.values, mine);
  const fields = register.fields.filter(({ id }) => differing.includes(id));
  const children = register.children.filter(({ id }) => differing.includes(id));
  return (
    <Dialog
      title={t.title}
      width={720}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="ln-button" onClick={onTakeTheirs}>
            {t.takeTheirs}
          </button>
          <button type="button" className="ln-button ln-primary" onClick={onKeepMine}>
            {t.keepMine}
          </button>
        </>
      }
    >
      <p>{differing.length > 0 ? t.text : t.none}</p>
      {differing.length > 0 ? (
        <table className="ln-plain-table">
          <PlainHead caption={t.title} columns={[t.field, t.theirs, t.mine]} />
          <tbody>
            {fields.map((field) => (
              <tr key={field.id}>
                <th scope="row">{nameOf(field, language)}</th>
                <td>{valueWords(field, latest.values[field.id], context) || '—'}</td>
                <td>{valueWords(field, mine[field.id], context) || '—'}</td>
              </tr>
            ))}
            {children.map((child) => (
              <tr key={child.id}>
                <th scope="row">{nameOf(child, language)}</th>
                <td>{countOf(latest.values[child.id])}</td>
                <td>{countOf(mine[child.id])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </Dialog>
  );
}

const countOf = (rows: unknown) => (Array.isArray(rows) ? rows.length : 0);
