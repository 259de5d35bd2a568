import type { Tx } from '../access/actor.ts';

/** What the reader calls a region: many have no English name, and then the Chinese one stands. Codes never change. */
export const regionName = (
  region: { readonly name: string; readonly nameEn: string | null },
  locale: 'zh' | 'en',
): string => (locale === 'en' && region.nameEn) || region.name;

/** Names of regions in the reader's language, by code. */
export async function regionNames(tx: Tx, codes: readonly string[], locale: 'zh' | 'en'): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map();
  const rows = await tx
    .selectFrom('region')
    .select(['code', 'name', 'name_en as nameEn'])
    .where('code', 'in', [...new Set(codes)])
    .execute();
  return new Map(rows.map((row) => [row.code, regionName(row, locale)]));
}
