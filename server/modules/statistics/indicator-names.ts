import type { Tx } from '../../kernel/access/actor.ts';
import { type Catalogue, type Indicator, loadCatalogue } from './catalogue.ts';
import { nearest } from './nearest.ts';

export type IndicatorFound =
  | { readonly kind: 'found'; readonly indicator: Indicator; readonly scope: Readonly<Record<string, string>> }
  /** The nearest there is: as said to a reader, and as `find` reads it. */
  | { readonly kind: 'unknown'; readonly suggestion: string | null; readonly written: string | null };

export interface IndicatorNames {
  readonly catalogue: Catalogue;
  /** By code, name, synonym, or a scoped name, which also says the scope. */
  readonly find: (text: string) => IndicatorFound;
}

const fold = (text: string) => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

export async function loadIndicatorNames(tx: Tx): Promise<IndicatorNames> {
  const catalogue = await loadCatalogue(tx);
  const names = new Map<string, { indicator: Indicator; scope: Readonly<Record<string, string>>; name: string }>();
  for (const indicator of catalogue.values()) {
    for (const { zh, scope } of indicator.scopedNames) names.set(fold(zh), { indicator, scope, name: zh });
    for (const name of [indicator.code, indicator.nameEn, ...indicator.synonyms, indicator.nameZh]) {
      names.set(fold(name), { indicator, scope: {}, name });
    }
  }
  return {
    catalogue,
    find: (text) => {
      const found = names.get(fold(text));
      if (found) return { kind: 'found', indicator: found.indicator, scope: found.scope };
      const near = nearest(text, names.values(), (entry) => [entry.name]);
      if (!near) return { kind: 'unknown', suggestion: null, written: null };
      // A synonym is how it was found; the catalogue's own name is how it should be written.
      const own = Object.keys(near.scope).length > 0 || near.name === near.indicator.nameEn;
      const written = own ? near.name : near.indicator.nameZh;
      return { kind: 'unknown', suggestion: `${written}（${near.indicator.code}）`, written };
    },
  };
}
