import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';

/** A shortcut: 'j', 'ctrl+k', 'F8', 'Enter', '[', or a sequence 'g t'. Its label shows in the `?` sheet. */
export interface Hotkey {
  keys: string;
  label: string;
  run: (event: KeyboardEvent) => void;
  /** Also while typing in a field (only sensible with ctrl or a function key). */
  whileTyping?: boolean;
}

interface Layer {
  hotkeys: readonly Hotkey[];
}

let layers: readonly Layer[] = [];
const listeners = new Set<() => void>();
function setLayers(next: readonly Layer[]) {
  layers = next;
  for (const listener of listeners) listener();
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=range])'));

/** Enter and space on a control belong to the control. */
const isControl = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.matches('a, button, input, summary, [role=button], [role=option], [tabindex] *');

/** Esc in a field of the page: single keys work again. In a panel Esc closes the panel (escape.ts). */
function leaveField(field: HTMLElement): void {
  if (!field.closest('aside, dialog')) field.blur();
}

function nameOf(event: KeyboardEvent): string {
  const modifiers = (event.ctrlKey || event.metaKey ? 'ctrl+' : '') + (event.altKey ? 'alt+' : '');
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return modifiers + (event.shiftKey && event.key.length > 1 ? 'shift+' : '') + key;
}

let prefix = '';
let prefixAt = 0;

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing) return;
  const typing = isTyping(event.target);
  const inDialog = document.querySelector('dialog[open]:modal') !== null;
  const name = nameOf(event);
  if ((name === 'Enter' || name === ' ') && isControl(event.target)) return;
  if (name === 'Escape' && typing && !inDialog) return leaveField(event.target as HTMLElement);
  const sequence = prefix && event.timeStamp - prefixAt < 1500 ? `${prefix} ${name}` : '';
  prefix = '';
  for (const wanted of sequence ? [sequence, name] : [name]) {
    for (const layer of layers.toReversed()) {
      const hotkey = layer.hotkeys.find(({ keys }) => keys === wanted);
      if (!hotkey || (typing && !hotkey.whileTyping) || (inDialog && !hotkey.whileTyping)) continue;
      event.preventDefault();
      hotkey.run(event);
      return;
    }
  }
  if (!typing && !inDialog && layers.some((layer) => layer.hotkeys.some(({ keys }) => keys.startsWith(`${name} `)))) {
    prefix = name;
    prefixAt = event.timeStamp;
  }
}

/** Registers shortcuts while the component is there. What registers later wins. Off while typing. */
export function useHotkeys(hotkeys: readonly Hotkey[], active = true): void {
  const current = useEffectEvent(() => hotkeys);
  const signature = hotkeys.map(({ keys, label }) => `${keys}=${label}`).join('|');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the keys and labels
  useEffect(() => {
    if (!active) return;
    const layer: Layer = {
      hotkeys: current().map((hotkey, index) => ({ ...hotkey, run: (event) => current()[index]?.run(event) })),
    };
    if (layers.length === 0) document.addEventListener('keydown', onKeyDown);
    setLayers([...layers, layer]);
    return () => {
      setLayers(layers.filter((other) => other !== layer));
      if (layers.length === 0) document.removeEventListener('keydown', onKeyDown);
    };
  }, [active, signature]);
}

/** All shortcuts that work now, for the sheet. */
export function useActiveHotkeys(): readonly Hotkey[] {
  const current = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => layers,
  );
  return current.flatMap((layer) => layer.hotkeys);
}
