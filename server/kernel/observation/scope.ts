export type Scope = Readonly<Record<string, string>>;

/** Canonical text of a scope, part of an observation's key: `key=value` sorted by key, joined by `;`. */
export const scopeKey = (scope: Scope): string =>
  Object.keys(scope)
    .sort()
    .map((key) => `${key}=${scope[key]}`)
    .join(';');

export const parseScopeKey = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split(';')
      .filter(Boolean)
      .map((pair) => {
        const cut = pair.indexOf('=');
        return [pair.slice(0, cut), pair.slice(cut + 1)];
      }),
  );
