import { useEffect, useEffectEvent } from 'react';

type Close = () => void;
const open: Close[] = [];

function onKeyDown(event: KeyboardEvent) {
  if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
  if (document.querySelector('dialog[open]:modal')) return; // the dialog closes itself
  const front = open.at(-1);
  if (!front) return;
  event.preventDefault();
  front();
}

/** Esc closes the front-most panel only. */
export function useEscape(close: Close, active = true): void {
  const run = useEffectEvent(close);
  useEffect(() => {
    if (!active) return;
    const entry = () => run();
    if (open.length === 0) document.addEventListener('keydown', onKeyDown);
    open.push(entry);
    return () => {
      open.splice(open.indexOf(entry), 1);
      if (open.length === 0) document.removeEventListener('keydown', onKeyDown);
    };
  }, [active]);
}

/** While active, remembers what had focus and gives it back at the end. */
export function useReturnFocus(active = true): void {
  useEffect(() => {
    if (!active) return;
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [active]);
}
