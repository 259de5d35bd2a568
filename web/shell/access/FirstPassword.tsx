import { Brand } from '../frame/Brand.tsx';
import { useTitle } from '../frame/title.ts';
import { useText } from '../preferences.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { text } from './text.ts';

/** The first sign-in: the given password is for one use. */
export function FirstPassword() {
  const t = useText(text);
  useTitle(t.firstTitle);
  return (
    <main className="ln-alone">
      <div className="ln-card ln-sign-in">
        <div className="ln-brand">
          <Brand size={28} />
        </div>
        <h1>{t.firstTitle}</h1>
        <p className="ln-second">{t.firstNote}</p>
        <PasswordForm />
      </div>
    </main>
  );
}
