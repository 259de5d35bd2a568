/** Bad input from outside is a value, never a throw. Codes are kebab-case and stable; messages English. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[] };

export interface Issue {
  readonly code: string;
  readonly message: string;
  /** The field of the row, or the firm, that it is about. */
  readonly at?: string;
}
