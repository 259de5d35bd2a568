import { useEffect, useState } from 'react';
import { changedFields, type Values } from './draft.ts';

const storageKey = (register: string, id: string | null) => `liannao.draft.register.${register}.${id ?? 'new'}`;

function stored(key: string): Values | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

/** What is typed, kept in this browser until it is saved or dropped. */
export function useDraft(register: string, id: string | null, start: Values) {
  const key = storageKey(register, id);
  const [found] = useState(() => stored(key));
  const [values, setValues] = useState<Values>(found ?? start);
  const [restored, setRestored] = useState(found !== null && changedFields(start, found).length > 0);
  useEffect(() => {
    try {
      if (changedFields(start, values).length > 0) localStorage.setItem(key, JSON.stringify(values));
      else localStorage.removeItem(key);
    } catch {
      // A browser without storage keeps it until the page is closed.
    }
  }, [key, start, values]);
  const forget = () => {
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing was kept.
    }
  };
  return {
    values,
    put: (field: string, value: unknown) => setValues((before) => ({ ...before, [field]: value })),
    restored,
    /** Back to the stored entry, or to an empty form. */
    drop: (to: Values = start) => {
      forget();
      setRestored(false);
      setValues(to);
    },
    forget,
  };
}
