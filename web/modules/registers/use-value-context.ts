import type { Register } from '../../../server/kernel/registers/model.ts';
import { useLanguage, useText } from '../../shell/preferences.tsx';
import { text } from './text.ts';
import { type ValueContext, whoSees } from './values.ts';

/** All that is needed to put an entry's values into words. */
export function useValueContext(
  register: ValueContext['register'],
  refs: Readonly<Record<string, string>>,
): ValueContext {
  const t = useText(text).list;
  const language = useLanguage();
  return { register, refs, language, yes: t.yes, no: t.no };
}

/** Who may see what this reader may not, as a sentence. */
export function useWithheldWords(register: Pick<Register, 'access'>): (grade: string) => string {
  const t = useText(text);
  return (grade) => {
    const { full, own } = whoSees(register, grade);
    const names = [
      ...full.map((role) => t.roles[role] ?? role),
      ...own.map((role) => t.list.maskedOwn(t.roles[role] ?? role)),
    ];
    return t.list.masked(names.join('、'));
  };
}
