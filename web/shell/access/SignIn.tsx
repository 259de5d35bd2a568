import { Fragment, useState } from 'react';
import { useModules } from '../frame/context.ts';
import { menuOf } from '../frame/pages.ts';
import { useTitle } from '../frame/title.ts';
import { Link } from '../Link.tsx';
import { useLanguage, useText } from '../preferences.tsx';
import { useSession, useSignIn } from '../session.ts';
import { ErrorState } from '../widgets/ErrorState.tsx';
import { TextField } from '../widgets/fields.tsx';
import { AccessCard } from './AccessCard.tsx';
import { text } from './text.ts';

/** What the product is in a sentence, the way in, and what can be read without it. */
export function SignIn({ note }: { note?: string }) {
  const t = useText(text);
  useTitle(t.title);
  return (
    <AccessCard>
      <p className="ln-second">{t.what}</p>
      <h1>{t.title}</h1>
      {note ? <p className="ln-note ln-small">{note}</p> : null}
      <SignInForm />
      <p className="ln-small ln-third">{t.forgotten}</p>
      <PublicPages />
    </AccessCard>
  );
}

export function SignInForm({ onDone }: { onDone?: () => void }) {
  const t = useText(text);
  const signIn = useSignIn();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  return (
    <form
      className="ln-form"
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate({ name: name.trim(), password }, { onSuccess: () => onDone?.() });
      }}
    >
      <TextField
        label={t.name}
        autoComplete="username"
        autoCapitalize="none"
        required
        value={name}
        onChange={setName}
      />
      <TextField
        label={t.password}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={setPassword}
      />
      {signIn.isError ? <ErrorState error={signIn.error} safe={t.failed} /> : null}
      <button type="submit" className="ln-button ln-primary" disabled={signIn.isPending}>
        {signIn.isPending ? t.signingIn : t.signIn}
      </button>
    </form>
  );
}

function PublicPages() {
  const t = useText(text);
  const language = useLanguage();
  const pages = menuOf(useModules(), useSession()).flatMap((entry) => entry.pages);
  if (pages.length === 0) return null;
  return (
    <p className="ln-small">
      {t.public}{' '}
      {pages.slice(0, 6).map((page) => (
        <Fragment key={page.path}>
          <Link to={page.path} className="ln-step-link ln-nowrap">
            {page.title(language)}
          </Link>{' '}
        </Fragment>
      ))}
    </p>
  );
}
