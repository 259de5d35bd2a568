import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type IndicatorSeed, seedIndicators } from './indicator/seed.ts';
import { type RegionSeed, seedRegions } from './region/seed.ts';
import type { Db } from './store/open-store.ts';

const DATA = new URL('../../data/', import.meta.url);

/** Loads the shipped division tree and indicator catalogue, when they differ from what the store last took in. */
export async function seedReference(db: Db): Promise<void> {
  const regions = await readFile(new URL('regions.json', DATA));
  const indicators = await readFile(new URL('indicators.json', DATA));
  const version = createHash('sha256').update(regions).update(indicators).digest('hex').slice(0, 12);
  const known = await db.selectFrom('setting').select('value').where('key', '=', 'reference').executeTakeFirst();
  if (known && (known.value as { version?: string }).version === version) return;
  await seedRegions(db, JSON.parse(regions.toString()) as RegionSeed[]);
  await seedIndicators(db, version, JSON.parse(indicators.toString()) as IndicatorSeed[]);
  const value = JSON.stringify({ version });
  await db
    .insertInto('setting')
    .values({ key: 'reference', value })
    .onConflict((oc) => oc.column('key').doUpdateSet({ value }))
    .execute();
}
