import { parseScopeKey, type Scope, scopeKey } from '../../kernel/observation/scope.ts';

/** A scope as people and files write it: one member, or a set of members. */
export type LooseScope = Readonly<Record<string, string | readonly string[]>>;

/** One spelling for each scope: the members of a dimension are a set, sorted and joined by `+`. */
export const canonicalScope = (scope: LooseScope): Record<string, string> =>
  Object.fromEntries(
    Object.entries(scope)
      .map(([name, members]): [string, string] => [name.trim(), joinMembers([members].flat())])
      .filter(([name, members]) => name !== '' && members !== ''),
  );

const joinMembers = (members: readonly string[]): string =>
  [...new Set(members.flatMap((member) => member.split('+')).map((member) => member.trim()))]
    .filter(Boolean)
    .sort()
    .join('+');

/** `industry=auto-industry; level=national` as it stands in a cell. Null where a pair has no `=`. */
export function parseScopeText(text: string): Record<string, string> | null {
  const folded = text.normalize('NFKC').replace(/[,，；]/g, ';');
  const pairs = folded.split(';').map((pair) => pair.trim());
  if (pairs.some((pair) => pair !== '' && !/^[^=]+=[^=]+$/.test(pair))) return null;
  return canonicalScope(parseScopeKey(pairs.join(';')));
}

/** What of `scope` the dimensions know; a formula's operand keeps only what it can be cut by. */
export const withinDimensions = (scope: Scope, dimensions: readonly string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(scope).filter(([name]) => name !== 'region' && dimensions.includes(name)));

/** As `parseScopeText` reads it back. */
export const scopeText = (scope: LooseScope): string => scopeKey(canonicalScope(scope));
