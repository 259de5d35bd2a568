import { type Scope, scopeKey } from '../../kernel/observation/scope.ts';
import { dimensionCode, dimensionWords, membersCode, memberWords } from './model-scope.ts';

/** A scope as people and files write it: one member, or a set of members. */
export type LooseScope = Readonly<Record<string, string | readonly string[]>>;

/** The forms ask the industry's firms above scale alone: of what they report this is the whole. */
export const industryScope = { industry: 'auto-industry', partySize: 'above-scale' } as const;

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

/**
 * A scope as it stands in a cell, in codes or in the words of either language: `产业＝汽车制造业；规模＝规模以上` as
 * `industry=auto-manufacturing; partySize=above-scale`. Null where a pair has no `=`.
 */
export function parseScopeText(text: string): Record<string, string> | null {
  const scope: [string, string][] = [];
  for (const pair of pairsOf(text.normalize('NFKC'))) {
    const cut = pair.search(/[=:]/);
    const [dimension, members] = [pair.slice(0, cut).trim(), pair.slice(cut + 1).trim()];
    if (cut < 0 || dimension === '' || members === '' || members.includes('=')) return null;
    const name = dimensionCode(dimension);
    scope.push([name, membersCode(name, members)]);
  }
  return canonicalScope(Object.fromEntries(scope));
}

/** Split at `;`, and at a comma where what follows is a pair of its own rather than another member. */
const pairsOf = (text: string): string[] =>
  text
    .split(/;|,(?=[^,;]*[=:])/)
    .map((pair) => pair.replace(/,\s*$/, '').trim())
    .filter(Boolean);

/** What of `scope` the dimensions know; a formula's operand keeps only what it can be cut by. */
export const withinDimensions = (scope: Scope, dimensions: readonly string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(scope).filter(([name]) => name !== 'region' && dimensions.includes(name)));

/** As `parseScopeText` reads it back. */
export const scopeText = (scope: LooseScope): string => scopeKey(canonicalScope(scope));

/** As a person would write it in a cell: `产业=汽车制造业；规模=规模以上`. `parseScopeText` reads it back. */
export const scopeInWords = (scope: Scope, locale: 'zh' | 'en'): string =>
  Object.entries(scope)
    .map(([name, members]) => {
      const words = members.split('+').map((member) => memberWords(name, member, locale));
      return `${dimensionWords(name, locale)}=${words.join('+')}`;
    })
    .join(locale === 'zh' ? '；' : '; ');
