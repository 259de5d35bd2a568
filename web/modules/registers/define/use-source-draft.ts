import { useEffect, useState } from 'react';

/** The text of a definition, kept in this browser until it is in force or back to what is. */
export function useSourceDraft(register: string | null, current: string, brought: string | null) {
  const key = `liannao.draft.definition.${register ?? 'new'}`;
  const [found] = useState(() => (brought === null ? read(key) : null));
  const [source, setSource] = useState(brought ?? found ?? current);
  useEffect(() => {
    write(key, source.trim() === current.trim() ? null : source);
  }, [key, source, current]);
  return {
    source,
    put: setSource,
    restored: found !== null && found !== current && source === found,
    forget: () => write(key, null),
  };
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, source: string | null): void {
  try {
    if (source === null) localStorage.removeItem(key);
    else localStorage.setItem(key, source);
  } catch {
    // A browser without storage keeps it until the page is closed.
  }
}
