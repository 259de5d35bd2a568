import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { onSignedOut } from '../api.ts';
import { useText } from '../preferences.tsx';
import { sessionQuery } from '../session.ts';
import { Dialog } from '../widgets/Dialog.tsx';
import { SignInForm } from './SignIn.tsx';
import { text } from './text.ts';

/** When the session ends while somebody works: sign in over the page, so that nothing typed is lost. */
export function SignInAgain() {
  const t = useText(text);
  const client = useQueryClient();
  const [out, setOut] = useState(false);
  useEffect(
    () =>
      onSignedOut(() => {
        if (client.getQueryData(sessionQuery.queryKey)?.user) setOut(true);
      }),
    [client],
  );
  if (!out) return null;
  const leave = () => {
    setOut(false);
    void client.refetchQueries(sessionQuery);
  };
  return (
    <Dialog title={t.againTitle} onClose={leave} width={420}>
      <p className="ln-second">{t.againNote}</p>
      <SignInForm onDone={() => setOut(false)} />
    </Dialog>
  );
}
