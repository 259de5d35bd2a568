import { useState } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import { ApiProblem } from '../../../shell/problem.ts';
import { Dialog } from '../../../shell/widgets/Dialog.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { Field } from '../../../shell/widgets/Field.tsx';
import { type Role, useUserChanges } from '../api.ts';
import { text } from '../text.ts';
import { OncePassword } from './OncePassword.tsx';
import { RegionField } from './RegionField.tsx';
import { RoleField } from './RoleField.tsx';

/** A new account with its first role; the first password is shown once. */
export function NewUserDialog({ onClose }: { onClose: () => void }) {
  const t = useText(text).users;
  const { create } = useUserChanges();
  const [name, setName] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [role, setRole] = useState<Role>('bureau');
  const [regionCode, setRegionCode] = useState<string | null>(null);
  const errors = create.error instanceof ApiProblem ? create.error.byField() : {};
  if (create.data) {
    return (
      <Dialog
        title={t.add}
        onClose={onClose}
        footer={
          <button type="button" className="ln-button ln-primary" onClick={onClose}>
            {t.done}
          </button>
        }
      >
        <OncePassword words={t.created(displayName)} password={create.data.password} />
      </Dialog>
    );
  }
  return (
    <Dialog title={t.add} onClose={onClose}>
      <form
        className="ln-form"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({ name, displayName, role, ...(regionCode ? { regionCode } : {}) });
        }}
      >
        <Field label={t.displayName}>
          {(attributes) => (
            <input
              {...attributes}
              className="ln-input"
              required
              maxLength={100}
              value={displayName}
              onChange={(event) => setDisplayName(event.target.value)}
            />
          )}
        </Field>
        <Field label={t.name} hint={t.nameHint} error={errors['body.name'] ? t.nameHint : undefined}>
          {(attributes) => (
            <input
              {...attributes}
              className="ln-input"
              required
              autoCapitalize="none"
              pattern="[a-z0-9][a-z0-9._\-]{1,63}"
              title={t.nameHint}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <RoleField value={role} onChange={setRole} />
        <RegionField onChange={setRegionCode} />
        {create.isError ? <ErrorState error={create.error} safe={t.notDone} /> : null}
        <button type="submit" className="ln-button ln-primary" disabled={create.isPending}>
          {t.create}
        </button>
      </form>
    </Dialog>
  );
}
