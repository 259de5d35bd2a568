import { type Hotkey, useActiveHotkeys } from '../hotkeys.ts';
import { useText } from '../preferences.tsx';
import { Dialog } from '../widgets/Dialog.tsx';
import { text } from './text.ts';

/** All shortcuts that work where we are. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const t = useText(text);
  const all = useActiveHotkeys();
  const isGlobal = ({ keys }: Hotkey) => keys === '?' || keys === 'ctrl+k' || keys.startsWith('g ');
  const closing: Hotkey = { keys: 'Esc', label: t.keys.escape, run: () => undefined };
  return (
    <Dialog title={t.sheetTitle} onClose={onClose} width={780}>
      <div className="ln-two">
        <KeyList title={t.sheetHere} hotkeys={all.filter((hotkey) => !isGlobal(hotkey))} />
        <KeyList title={t.sheetEverywhere} hotkeys={[...all.filter(isGlobal), closing]} />
      </div>
      <p className="ln-small ln-third">{t.sheetNote}</p>
    </Dialog>
  );
}

function KeyList({ title, hotkeys }: { title: string; hotkeys: readonly Hotkey[] }) {
  const unique = [...new Map(hotkeys.map((hotkey) => [hotkey.keys, hotkey])).values()];
  if (unique.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <dl className="ln-key-list">
        {unique.map(({ keys, label }) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>
                  {key.replace(/^ctrl\+/, 'Ctrl ').replace(/\b[a-z]$/, (letter) => letter.toUpperCase())}
                </kbd>
              ))}
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
