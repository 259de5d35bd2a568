import { useState } from 'react';

/** Words for what was chosen by a picker; the entry itself knows only what it came with. */
export function useRemembered(refs: Readonly<Record<string, string>>) {
  const [own, setOwn] = useState<Readonly<Record<string, string>>>({});
  return {
    wordsOf: (id: unknown): string =>
      typeof id === 'string' && id !== '' ? (own[id] ?? refs[id] ?? known.get(id) ?? id) : '',
    remember: (id: string, words: string) => {
      known.set(id, words);
      setOwn((before) => ({ ...before, [id]: words }));
    },
  };
}

/** For a control that is drawn anew, as after a change of tab. */
const known = new Map<string, string>();
