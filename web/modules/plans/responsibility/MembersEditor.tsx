import { useText } from '../../../shell/preferences.tsx';
import { Field } from '../../../shell/widgets/Field.tsx';
import { CrossIcon } from '../../../shell/widgets/icons.tsx';
import type { BodyView } from '../responsibility-api.ts';
import { text } from '../responsibility-text.ts';

type Members = BodyView['members'];

/** Who is in a body: unit, person, post. */
export function MembersEditor({ members, onChange }: { members: Members; onChange: (members: Members) => void }) {
  const t = useText(text);
  const f = t.fields;
  const set = (at: number, change: Partial<Members[number]>) =>
    onChange(members.map((member, index) => (index === at ? { ...member, ...change } : member)));
  return (
    <fieldset className="pl-radios">
      <legend>{f.members}</legend>
      <ul className="pl-edit-list">
        {members.map((member, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are being typed
          <li key={at}>
            <Field label={f.unit}>
              {(attributes) => (
                <input
                  {...attributes}
                  className="ln-input"
                  value={member.unit}
                  onChange={(event) => set(at, { unit: event.target.value })}
                />
              )}
            </Field>
            <Field label={f.person}>
              {(attributes) => (
                <input
                  {...attributes}
                  className="ln-input"
                  value={member.person}
                  onChange={(event) => set(at, { person: event.target.value })}
                />
              )}
            </Field>
            <Field label={f.duty}>
              {(attributes) => (
                <select
                  {...attributes}
                  className="ln-input"
                  value={member.duty}
                  onChange={(event) => set(at, { duty: event.target.value as Members[number]['duty'] })}
                >
                  {(Object.entries(t.duties) as [string, string][]).map(([value, label]) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <button
              type="button"
              className="ln-icon-button"
              aria-label={t.removeMember(member.unit || String(at + 1))}
              onClick={() => onChange(members.filter((_, index) => index !== at))}
            >
              <CrossIcon />
            </button>
          </li>
        ))}
      </ul>
      <div>
        <button
          type="button"
          className="ln-button ln-button-small"
          onClick={() => onChange([...members, { unit: '', person: '', duty: 'member' }])}
        >
          {t.addMember}
        </button>
      </div>
    </fieldset>
  );
}
