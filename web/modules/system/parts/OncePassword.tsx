import { useText } from '../../../shell/preferences.tsx';
import { CopyButton } from '../../../shell/widgets/CopyLink.tsx';
import { text } from '../text.ts';

/** A password that is shown this once. */
export function OncePassword({ words, password }: { words: string; password: string }) {
  const t = useText(text).users;
  return (
    <div className="ln-note" role="status">
      <p>{words}</p>
      <p className="ln-row">
        <code>{password}</code> <CopyButton text={password}>{t.copy}</CopyButton>
      </p>
    </div>
  );
}
