import { useState } from 'react';
import { roleNames } from '../../../shell/access/text.ts';
import { useText } from '../../../shell/preferences.tsx';
import { useSession } from '../../../shell/session.ts';
import { ConfirmButton } from '../../../shell/widgets/ConfirmButton.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { Field } from '../../../shell/widgets/Field.tsx';
import { SidePanel } from '../../../shell/widgets/SidePanel.tsx';
import { type Role, type User, useUserChanges } from '../api.ts';
import { text } from '../text.ts';
import { OncePassword } from './OncePassword.tsx';
import { RegionField } from './RegionField.tsx';
import { RoleField } from './RoleField.tsx';
import { Tokens } from './Tokens.tsx';
import '../system.css';

/** One user: name, roles, password, and whether they may sign in. */
export function UserPanel({ user, onClose }: { user: User; onClose: () => void }) {
  const t = useText(text).users;
  const changes = useUserChanges();
  const { user: me } = useSession();
  const [displayName, setDisplayName] = useState(user.displayName);
  const failed = [changes.change, changes.resetPassword, changes.grant, changes.revoke].find(({ isError }) => isError);
  return (
    <SidePanel
      title={user.displayName}
      tag={<span className="ln-small ln-third">{user.name}</span>}
      onClose={onClose}
      footer={
        <>
          <ConfirmButton
            question={t.resetQuestion(user.displayName)}
            onConfirm={() => changes.resetPassword.mutate(user.id)}
          >
            {t.reset}
          </ConfirmButton>
          {user.disabled ? (
            <button
              type="button"
              className="ln-button ln-button-small"
              onClick={() => changes.change.mutate({ id: user.id, disabled: false })}
            >
              {t.enable}
            </button>
          ) : me?.id === user.id ? (
            <span className="ln-caption ln-third">{t.self}</span>
          ) : (
            <ConfirmButton
              danger
              question={t.disableQuestion(user.displayName)}
              onConfirm={() => changes.change.mutate({ id: user.id, disabled: true })}
            >
              {t.disable}
            </ConfirmButton>
          )}
        </>
      }
    >
      {failed ? <ErrorState error={failed.error} safe={t.notDone} /> : null}
      {changes.resetPassword.data ? (
        <OncePassword words={t.resetDone} password={changes.resetPassword.data.password} />
      ) : null}
      <form
        className="ln-form"
        onSubmit={(event) => {
          event.preventDefault();
          changes.change.mutate({ id: user.id, displayName });
        }}
      >
        <Field label={t.displayName}>
          {(attributes) => (
            <input
              {...attributes}
              className="ln-input"
              required
              value={displayName}
              onChange={(event) => setDisplayName(event.target.value)}
            />
          )}
        </Field>
        {displayName.trim() && displayName !== user.displayName ? (
          <button type="submit" className="ln-button ln-button-small">
            {t.save}
          </button>
        ) : null}
      </form>
      <Grants user={user} changes={changes} />
      <Tokens user={user} />
    </SidePanel>
  );
}

function Grants({ user, changes }: { user: User; changes: ReturnType<typeof useUserChanges> }) {
  const t = useText(text).users;
  const roles = useText(roleNames);
  const [adding, setAdding] = useState(false);
  const [role, setRole] = useState<Role>('bureau');
  const [regionCode, setRegionCode] = useState<string | null>(null);
  return (
    <section className="ln-form">
      <h3>{t.grants}</h3>
      {user.grants.length === 0 ? <p className="ln-third">{t.noGrants}</p> : null}
      <ul>
        {user.grants.map((grant) => {
          const roleName = roles[grant.role] ?? grant.role;
          const where = grant.region?.name ?? grant.party ?? t.noRegion;
          return (
            <li key={grant.id} className="ln-row">
              <span className="ln-grow">
                {roleName} · {where}
              </span>
              <ConfirmButton
                className="ln-link ln-small"
                question={t.revokeQuestion(roleName, where)}
                onConfirm={() => changes.revoke.mutate({ id: user.id, grantId: grant.id })}
              >
                {t.revoke}
              </ConfirmButton>
            </li>
          );
        })}
      </ul>
      {adding ? (
        <form
          className="ln-form"
          onSubmit={(event) => {
            event.preventDefault();
            changes.grant.mutate({ id: user.id, role, regionCode }, { onSuccess: () => setAdding(false) });
          }}
        >
          <RoleField value={role} onChange={setRole} />
          <RegionField onChange={setRegionCode} />
          <div className="ln-row">
            <button type="submit" className="ln-button ln-button-small ln-primary" disabled={changes.grant.isPending}>
              {t.grantVerb}
            </button>
            <button type="button" className="ln-link" onClick={() => setAdding(false)}>
              {t.cancel}
            </button>
          </div>
        </form>
      ) : (
        <button type="button" className="ln-button ln-button-small" onClick={() => setAdding(true)}>
          {t.addGrant}
        </button>
      )}
    </section>
  );
}
