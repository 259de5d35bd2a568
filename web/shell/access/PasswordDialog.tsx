import { useState } from 'react';
import { useText } from '../preferences.tsx';
import { Dialog } from '../widgets/Dialog.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { text } from './text.ts';

export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const t = useText(text);
  const [done, setDone] = useState(false);
  return (
    <Dialog title={t.changeTitle} onClose={onClose} width={420}>
      {done ? <p role="status">{t.changed}</p> : <PasswordForm onDone={() => setDone(true)} />}
    </Dialog>
  );
}
