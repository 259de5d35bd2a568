import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { ConfirmButton } from '../../../shell/widgets/ConfirmButton.tsx';
import { CopyButton } from '../../../shell/widgets/CopyLink.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { type Token, tokensQuery, type User, useTokenChanges } from '../api.ts';
import { text } from '../text.ts';
import { TokenForm } from './TokenForm.tsx';

/** The tokens of programs that act as this user; a new one is shown once. */
export function Tokens({ user }: { user: User }) {
  const t = useText(text).tokens;
  const tokens = useQuery(tokensQuery(user.id));
  const { create, revoke } = useTokenChanges(user.id);
  const [adding, setAdding] = useState(false);
  const failed = [create, revoke].find(({ isError }) => isError);
  return (
    <section className="ln-form">
      <h3>{t.title}</h3>
      <p className="ln-small ln-third">{t.note}</p>
      {failed ? <ErrorState error={failed.error} safe={t.failed} /> : null}
      {create.data ? (
        <div className="ln-note" role="status">
          <p>{t.made}</p>
          <p>
            <code className="ln-break">{create.data.token}</code>
          </p>
          <CopyButton text={create.data.token}>{t.copy}</CopyButton>
        </div>
      ) : null}
      <Part query={tokens} what={t.what} loading={{ shape: 'text', rows: 2 }}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="ln-third">{t.none}</p>
          ) : (
            <ul>
              {items.map((token) => (
                <TokenRow key={token.id} token={token} onRevoke={() => revoke.mutateAsync(token.id).catch(() => {})} />
              ))}
            </ul>
          )
        }
      </Part>
      {adding ? (
        <TokenForm
          user={user}
          busy={create.isPending}
          onCreate={(token) => create.mutate(token, { onSuccess: () => setAdding(false) })}
          onCancel={() => setAdding(false)}
        />
      ) : (
        <button
          type="button"
          className="ln-button ln-button-small"
          onClick={() => {
            create.reset();
            setAdding(true);
          }}
        >
          {t.add}
        </button>
      )}
    </section>
  );
}

function TokenRow({ token, onRevoke }: { token: Token; onRevoke: () => unknown }) {
  const t = useText(text).tokens;
  const language = useLanguage();
  const day = (stamp: string) =>
    new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'medium' }).format(new Date(stamp));
  const over = token.revokedAt !== null || new Date(token.expiresAt) < new Date();
  const state =
    token.revokedAt !== null
      ? t.revoked(day(token.revokedAt))
      : over
        ? t.expired(day(token.expiresAt))
        : t.until(day(token.expiresAt));
  return (
    <li className="ln-row">
      <span className={`ln-grow${over ? ' ln-third' : ''}`}>
        {token.name}{' '}
        <span className="ln-small ln-third" title={token.permissions.join(', ')}>
          {state}
        </span>
      </span>
      {over ? null : (
        <ConfirmButton className="ln-link ln-small" question={t.revokeQuestion(token.name)} onConfirm={onRevoke}>
          {t.revoke}
        </ConfirmButton>
      )}
    </li>
  );
}
