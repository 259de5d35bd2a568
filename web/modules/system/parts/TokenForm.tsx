import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Field } from '../../../shell/widgets/Field.tsx';
import { permissionsQuery, type User } from '../api.ts';
import { text } from '../text.ts';

export interface TokenFormProps {
  user: User;
  busy: boolean;
  onCreate: (token: { name: string; permissions: string[]; days: number }) => void;
  onCancel: () => void;
}

const usualDays = 90;
const mostDays = 730;

/** What the token is for, how long it lives, and which of the user's own rights it carries. */
export function TokenForm({ user, busy, onCreate, onCancel }: TokenFormProps) {
  const t = useText(text).tokens;
  const { data } = useQuery(permissionsQuery(useLanguage()));
  const [name, setName] = useState('');
  const [days, setDays] = useState(usualDays);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const roles = new Set(user.grants.map(({ role }) => role));
  const offered = data?.items.filter((permission) => permission.roles.some((role) => roles.has(role))) ?? [];
  const toggle = (permission: string) =>
    setChosen(chosen.includes(permission) ? chosen.filter((one) => one !== permission) : [...chosen, permission]);
  return (
    <form
      className="ln-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen.length > 0) onCreate({ name, days, permissions: [...chosen] });
      }}
    >
      <Field label={t.name} hint={t.nameHint}>
        {(attributes) => (
          <input
            {...attributes}
            className="ln-input"
            required
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label={t.days} unit={t.dayUnit}>
        {(attributes) => (
          <input
            {...attributes}
            className="ln-input"
            type="number"
            required
            min={1}
            max={mostDays}
            value={Number.isNaN(days) ? '' : days}
            onChange={(event) => setDays(event.target.valueAsNumber)}
          />
        )}
      </Field>
      <fieldset className="system-permissions">
        <legend>{t.permissions}</legend>
        {offered.map((permission) => (
          <label key={permission.name} title={permission.name}>
            <input
              type="checkbox"
              checked={chosen.includes(permission.name)}
              onChange={() => toggle(permission.name)}
            />{' '}
            {permission.title}
          </label>
        ))}
      </fieldset>
      <div className="ln-row">
        <button
          type="submit"
          className="ln-button ln-button-small ln-primary"
          disabled={busy || chosen.length === 0}
          title={chosen.length === 0 ? t.choose : undefined}
        >
          {t.create}
        </button>
        <button type="button" className="ln-link" onClick={onCancel}>
          {t.cancel}
        </button>
        {chosen.length === 0 ? <span className="ln-caption ln-third">{t.choose}</span> : null}
      </div>
    </form>
  );
}
