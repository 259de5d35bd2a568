import { parsePeriod, periodCode, yearEarlier } from '@liannao/statistics';
import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { regionName } from '../../kernel/region/name.ts';
import { loadCatalogue, scopeText, selectChildRegions, selectRegions } from '../statistics/index.ts';
import { changeBetween } from './figures.ts';
import type { KeyFigure, RegionalPicture } from './model.ts';

/** Two bars are the fewest that compare. */
const FEWEST = 2;

/**
 * The first key figure that adds up over regions and that the regions below have figures for, at the same period; null
 * where none has. A region below without one is listed with the reason, never with a zero.
 */
export async function regionalPicture(
  tx: Tx,
  asked: { readonly actor: Actor; readonly region: string; readonly figures: readonly KeyFigure[] },
): Promise<RegionalPicture | null> {
  const { actor, figures } = asked;
  const children = await selectChildRegions(tx, asked.region);
  if (children.length < FEWEST) return null;
  const catalogue = await loadCatalogue(
    tx,
    figures.map(({ indicator }) => indicator.code),
  );
  for (const { indicator, period } of figures) {
    const read = parsePeriod(period);
    if (catalogue.get(indicator.code)?.regionRule !== 'sum' || !read.ok) continue;
    const against = periodCode(yearEarlier(read.value));
    const rows = await selectRegions(tx, {
      indicatorCode: indicator.code,
      scopeKey: scopeText(indicator.scope),
      regionCodes: children.map(({ code }) => code),
      periods: [period, against],
    });
    const at = (code: string, wanted: string) => rows.find((row) => row.regionCode === code && row.period === wanted);
    const items = children.map((child): RegionalPicture['items'][number] => {
      const now = at(child.code, period);
      const base = at(child.code, against)?.value ?? null;
      const change =
        now?.value === null || now === undefined || base === null
          ? ({ kind: 'none', value: null, against: null } as const)
          : { ...changeBetween(indicator, now.value, base), against };
      return {
        region: { code: child.code, name: regionName(child, actor.locale) },
        value: now?.value ?? null,
        missing: now ? now.missing : 'unknown',
        observationId: now?.id ?? null,
        change,
        synthetic: now?.synthetic ?? false,
      };
    });
    const reported = items.filter(({ value }) => value !== null).length;
    if (reported >= FEWEST) return { indicator, period, items, reported };
  }
  return null;
}
