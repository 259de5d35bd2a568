/**
 * Binds an indicator label to an entry of a lexicon: the longest name contained in the label wins, a scoped name also
 * sets the scope, and the unit must measure the same thing (indicators/README.md, «Names»).
 */

import { closeBinding, indexPairs, type NamedEntry, type PairIndex } from './lexicon-close.ts';
import type { IndicatorBinding, IndicatorEntry, IndicatorLexicon } from './types.ts';
import { groupOfUnit, type UnitGroup } from './unit.ts';

interface NameIndex extends PairIndex {
  longest: number;
}

/** Marks that plans put around names and that say nothing: “未来工厂” and 未来工厂 are one name. */
const plain = (name: string): string => name.replace(/[“”"‘’《》\s]/g, '');

const noScope: Readonly<Record<string, unknown>> = {};

const buildIndex = (lexicon: IndicatorLexicon): NameIndex => {
  const names = new Map<string, NamedEntry>();
  let longest = 0;
  const put = (name: string, entry: IndicatorEntry, scope: Readonly<Record<string, unknown>>): void => {
    const key = plain(name);
    if (key.length < 2 || names.has(key)) return;
    names.set(key, { entry, scope });
    longest = Math.max(longest, key.length);
  };
  for (const entry of lexicon) {
    put(entry.zh, entry, noScope);
    for (const name of entry.synonyms_zh ?? []) put(name, entry, noScope);
    for (const scoped of entry.scopedNames ?? []) put(scoped.zh, entry, scoped.scope);
  }
  return { ...indexPairs(names), longest };
};

const indexes = new WeakMap<IndicatorLexicon, NameIndex>();

const indexOf = (lexicon: IndicatorLexicon): NameIndex => {
  const known = indexes.get(lexicon);
  if (known !== undefined) return known;
  const built = buildIndex(lexicon);
  indexes.set(lexicon, built);
  return built;
};

const counts: ReadonlySet<UnitGroup> = new Set<UnitGroup>(['count', 'event']);

/** Do two units measure the same thing? Measure words are interchangeable; points go with a share. */
const agree = (unit: string, entry: IndicatorEntry): boolean => {
  if (unit === '' || entry.unit === undefined || entry.unit === '') return true;
  if (unit === '番') return entry.unit === '%';
  if (unit === '∶1') return entry.unit.includes('/') || groupOfUnit(entry.unit) === 'ratio' || entry.unit === '1';
  const a = groupOfUnit(unit);
  const b = groupOfUnit(entry.unit);
  if (a === b || (counts.has(a) && counts.has(b))) return true;
  if (a === 'points' && b === 'ratio') return true;
  if (a === 'none' || b === 'none') return true;
  // Firms, people and cars may be counted with the general 个.
  return /^[万亿]?[个台]$/.test(unit) && (b === 'vehicle' || b === 'person');
};

/** 零部件企业数 is not in 零部件企业数字化车间. */
const cutsWord = (name: string, next: string): boolean =>
  name.endsWith('数') && next !== '' && '字据量控智码'.includes(next);

/**
 * The binding of `label`, or null where no name of the lexicon is in it or no unit agrees. `unit` as written (万辆);
 * confidence is 0.6 for a name that is a small part of the label up to 0.98 for the whole label, and 0.54 at most where the
 * name is worded otherwise.
 */
export const bindIndicator = (label: string, lexicon: IndicatorLexicon, unit = ''): IndicatorBinding | null => {
  const index = indexOf(lexicon);
  const { names, longest } = index;
  const text = plain(label);
  for (let length = Math.min(longest, text.length); length >= 2; length--) {
    for (let at = text.length - length; at >= 0; at--) {
      const name = text.slice(at, at + length);
      const found = names.get(name);
      if (found === undefined || cutsWord(name, text.charAt(at + length)) || !agree(unit, found.entry)) continue;
      const coverage = length / text.length;
      const confidence = Math.round((0.6 + 0.38 * coverage - (unit === '' ? 0.05 : 0)) * 100) / 100;
      return { code: found.entry.code, name, scope: found.scope, confidence };
    }
  }
  return closeBinding(index, text, (entry) => agree(unit, entry));
};
