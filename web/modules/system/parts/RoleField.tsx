import { roleNames } from '../../../shell/access/text.ts';
import { useText } from '../../../shell/preferences.tsx';
import { Field } from '../../../shell/widgets/Field.tsx';
import type { Role } from '../api.ts';
import { text } from '../text.ts';

const roles: readonly Role[] = ['bureau', 'analyst', 'reporter', 'enterprise', 'operator', 'admin'];

export function RoleField({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  const t = useText(text).users;
  const names = useText(roleNames);
  return (
    <Field label={t.role}>
      {(attributes) => (
        <select
          {...attributes}
          className="ln-input"
          value={value}
          onChange={(event) => onChange(event.target.value as Role)}
        >
          {roles.map((role) => (
            <option key={role} value={role}>
              {names[role] ?? role}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
