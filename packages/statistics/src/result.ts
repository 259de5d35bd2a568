/** Bad input from outside is a value, never a throw (house style 5). Codes are kebab-case and stable; messages English. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[] };

export interface Issue {
  readonly code: string;
  readonly message: string;
  /** Where: an offset, a field or a path. */
  readonly at?: number | string;
  /** What would have been right, ready to be offered as a button. */
  readonly suggestion?: string;
}

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const fail = (code: string, message: string, suggestion?: string): { ok: false; issues: Issue[] } => ({
  ok: false,
  issues: [suggestion === undefined ? { code, message } : { code, message, suggestion }],
});
