import { useState } from 'react';
import { useText } from '../preferences.tsx';
import { useChangePassword } from '../session.ts';
import { ErrorState } from '../widgets/ErrorState.tsx';
import { TextField } from '../widgets/fields.tsx';
import { text } from './text.ts';

const shortest = 12;

/** A new password, asked twice. */
export function PasswordForm({ onDone }: { onDone?: () => void }) {
  const t = useText(text);
  const change = useChangePassword();
  const [values, setValues] = useState({ current: '', next: '', repeat: '' });
  const [tried, setTried] = useState(false);
  const missing = shortest - [...values.next].length;
  const errors = {
    current: undefined,
    next: tried && missing > 0 ? t.tooShort(missing) : undefined,
    repeat: tried && values.repeat !== values.next ? t.differs : undefined,
  };
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing > 0 || values.repeat !== values.next) return;
    change.mutate({ current: values.current, next: values.next }, { onSuccess: () => onDone?.() });
  };
  return (
    <form className="ln-form" onSubmit={submit}>
      {(['current', 'next', 'repeat'] as const).map((name) => (
        <TextField
          key={name}
          label={t[name]}
          hint={name === 'next' ? t.rule : undefined}
          error={errors[name]}
          type="password"
          autoComplete={name === 'current' ? 'current-password' : 'new-password'}
          required
          value={values[name]}
          onChange={(value) => setValues({ ...values, [name]: value })}
        />
      ))}
      {change.isError ? <ErrorState error={change.error} safe={t.notChanged} /> : null}
      <button type="submit" className="ln-button ln-primary" disabled={change.isPending}>
        {change.isPending ? t.changing : t.change}
      </button>
    </form>
  );
}
