import { text as frameText } from '../frame/text.ts';
import { useTitle } from '../frame/title.ts';
import { useText } from '../preferences.tsx';
import { useSession, useSignOut } from '../session.ts';
import { AccessCard } from './AccessCard.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { text } from './text.ts';

/** The first sign-in: the given password is for one use. */
export function FirstPassword() {
  const t = useText(text);
  const f = useText(frameText);
  const { user } = useSession();
  const signOut = useSignOut();
  useTitle(t.firstTitle);
  return (
    <AccessCard>
      <h1>{t.firstTitle}</h1>
      <p className="ln-second">{t.firstNote}</p>
      <PasswordForm />
      <p className="ln-small ln-third">
        {t.signedInAs(user?.displayName ?? '')}{' '}
        <button type="button" className="ln-link" onClick={() => signOut.mutate()}>
          {f.signOut}
        </button>
      </p>
    </AccessCard>
  );
}
