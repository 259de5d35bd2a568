/** Text with figures in it. A figure knows the facts that it stands on, so that it can be traced and marked when they change. */
export type Run = string | FigureRun;

export interface FigureRun {
  readonly how: How;
  /** Keys of the facts that it is taken or computed from, the main one first. */
  readonly keys: readonly string[];
  readonly text: string;
  /** Which of several figures on the same facts it is, or what it counts: told apart by this when it changes. */
  readonly slot?: string;
  /** No figure is known: 【待数】. */
  readonly missing?: boolean;
}

export type How = 'value' | 'growth' | 'points' | 'share' | 'sum' | 'change' | 'pull' | 'count' | 'target';

export type Lang = 'zh' | 'en';

export const missingText = (lang: Lang): string => (lang === 'zh' ? '【待数】' : '[figure to come]');

export const plain = (runs: readonly Run[]): string =>
  runs.map((run) => (typeof run === 'string' ? run : run.text)).join('');

/** 「甲、乙和丙」, "A, B and C". */
export function listed(items: readonly (readonly Run[])[], lang: Lang): Run[] {
  return items.flatMap((item, i) => {
    if (i === 0) return [...item];
    const last = i === items.length - 1;
    return [lang === 'zh' ? '、' : last ? ' and ' : ', ', ...item];
  });
}
