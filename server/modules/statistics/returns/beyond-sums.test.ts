import { readFile } from 'node:fs/promises';
import { type Cells, type FormDefinition, parsePeriod, readForm } from '@liannao/statistics';
import { expect, test } from 'vitest';
import type { Catalogue } from '../catalogue.ts';
import { boughtInside, indicesOf, sourcesIn } from './beyond-sums.ts';

const DATA = new URL('../../../../data/', import.meta.url);
const form = async (name: string, period: string) => {
  const read = readForm(await readFile(new URL(`forms/${name}.yaml`, DATA), 'utf8'));
  const parsed = parsePeriod(period);
  if (!read.ok || !parsed.ok) throw new TypeError(name);
  return { definition: read.value as FormDefinition, period: parsed.value };
};
const catalogue = new Map(
  (JSON.parse(await readFile(new URL('indicators.json', DATA), 'utf8')) as { code: string }[]).map((one) => [
    one.code,
    one,
  ]),
) as unknown as Catalogue;

const answer = (value: string | null): Cells => ({ '01': { current: { value } } });

test('an index is the share of those with more orders and half of those with the same, in the quarter', async () => {
  const quarter = await form('climate-quarterly', '2025Q2');
  const [index] = indicesOf(quarter, [answer('up'), answer('up'), answer('same'), answer('down'), answer(null)]);
  expect(index).toMatchObject({ indicatorCode: 'new-orders-index', period: '2025Q2', value: 62.5, missing: null });
});

test('of fewer than three answers it is withheld', async () => {
  const quarter = await form('climate-quarterly', '2025Q2');
  expect(indicesOf(quarter, [answer('up'), answer('same')])).toMatchObject([{ value: null, missing: 'suppressed' }]);
});

// Example 9-A: of 62.0 亿元 18.6 come from the county and 7.4 from elsewhere in the province.
const maker: Cells = {
  '01': { cumulative: { value: '620000' } },
  '02': { cumulative: { value: '186000' } },
  '11#part=battery;sourceRegion=331082': { cumulative: { value: '186000' } },
  '11#part=motor;sourceRegion=330100': { cumulative: { value: '74000' } },
  '11#part=motor;sourceRegion=500000': { cumulative: { value: '360000' } },
};

test('what is bought inside is counted anew at each level out of the lines: 30.0 % of the county, 41.9 % of the province', async () => {
  const half = await form('local-sourcing', '2025H1');
  const rate = (prefix: string) => {
    const [figure] = boughtInside(half, [maker], { isInside: (source) => source.startsWith(prefix), catalogue });
    expect(figure).toMatchObject({ indicatorCode: 'local-parts-purchases', period: '2025-01..06', missing: null });
    return (((figure?.value ?? 0) / 620_000) * 100).toFixed(1);
  };
  expect(sourcesIn([maker]).sort()).toEqual(['330100', '331082', '500000']);
  expect([rate('331082'), rate('33'), rate('44')]).toEqual(['30.0', '41.9', '0.0']);
  expect(boughtInside(half, [], { isInside: () => true, catalogue })).toEqual([]);
});

test('lines inside that nobody has a number of leave it unknown; each index keeps the scope of its row', async () => {
  const half = await form('local-sourcing', '2025H1');
  const lost: Cells = { '11#part=battery;sourceRegion=331082': { cumulative: { value: null, missing: 'unknown' } } };
  const inside = (returns: Cells[]) => boughtInside(half, returns, { isInside: (one) => one === '331082', catalogue });
  expect(inside([lost])[0]).toMatchObject({ value: null, missing: 'unknown' });
  expect(inside([lost, maker])[0]).toMatchObject({ missing: null, counted: { firms: 2 } });
  const quarter = await form('climate-quarterly', '2025Q2');
  const scoped = {
    ...quarter.definition,
    sections: quarter.definition.sections.map((section) => ({
      ...section,
      rows: section.rows.map((row) => ({ ...row, scope: { partySize: 'above-scale' } })),
    })),
  };
  const [index] = indicesOf({ ...quarter, definition: scoped }, [answer('up'), answer('same'), answer('up')]);
  expect(index?.scopeKey).toBe('partySize=above-scale');
});
