import fc from 'fast-check';
import { expect, test } from 'vitest';
import { registers } from '../test/fixtures.ts';
import { compileCell, formatCell, parseCell } from './cell.ts';
import { splitHeading } from './cell-unit.ts';
import type { Field } from './types.ts';

const { projects, firms, context } = registers();
const fieldOf = (id: string) => [...projects.fields, ...firms.fields].find((field) => field.id === id) as Field;
const read = (id: string, text: string, unit?: string) => {
  const result = parseCell(fieldOf(id), text, projects, context, unit === undefined ? {} : { unit });
  return result.ok ? result.value : result.problem.code;
};

test.each([
  ['start-plan', '2025年3月1日', '2025-03-01'],
  ['start-plan', '2025/3/1', '2025-03-01'],
  ['start-plan', '2025.03.01', '2025-03-01'],
  ['start-plan', '20250301', '2025-03-01'],
  ['start-plan', '2025-03-01 00:00:00', '2025-03-01'],
  ['start-plan', '45717', '2025-03-01'],
  ['start-plan', '２０２５年３月１日', '2025-03-01'],
  ['start-plan', '2025年2月30日', 'bad-date'],
  ['start-plan', '2025年3月', 'bad-date'],
  ['month', '2025年3月', '2025-03'],
  ['month', '202503', '2025-03'],
  ['month', '2025-3-1', '2025-03'],
  ['month', '2025-03-02', 'bad-month'],
  ['year', '2025年', 2025],
  ['seen', '2025-03-01 08:30', '2025-03-01T08:30:00+08:00'],
  ['seen', '2025-03-01T08:30:00Z', '2025-03-01T08:30:00Z'],
  ['seen', '45717.5', '2025-03-01T12:00:00+08:00'],
  ['open', '是', true],
  ['open', '否', false],
  ['open', 'Yes', true],
  ['open', '大概', 'bad-boolean'],
  ['invest', '1,234.5', 1234.5],
  ['invest', '１２３４', 1234],
  ['invest', '3.5亿元', 35_000],
  ['invest', '1.2E+05', 120_000],
  ['invest', '35元', 0.0035],
  ['invest', '12,34', 'bad-money'],
  ['invest', '三千', 'bad-money'],
  ['invest', '5公里', 'bad-money'],
  ['share', '12.5%', 12.5],
  ['level', '国家级', 'national'],
  ['level', 'NATIONAL', 'national'],
  ['level', 'Provincial', 'provincial'],
  ['level', '国家', 'unknown-code'],
  ['tags', '动力电池；汽车零部件;battery', ['battery', 'auto-parts']],
  ['tags', '0', ['0']],
  ['name', ' 甲公司 ', '甲公司'],
  ['name', '', null],
  ['uscc', '９１350100m000100y43', '91350100M000100Y43'],
  ['uscc', '91350100M000100Y44', 'check-character'],
] as const)('%s reads %s', (id, text, expected) => {
  expect(read(id, text)).toEqual(expected);
});

test('the unit of the heading converts exactly; one in the cell goes before it', () => {
  expect([
    read('invest', '1.005', '亿元'),
    read('invest', '0.1', '亿元'),
    read('invest', '7', '元'),
    read('invest', '3万元', '亿元'),
  ]).toEqual([10_050, 1000, 0.0007, 3]);
  expect(read('invest', '3', '公里')).toBe('bad-money');
  expect(splitHeading('总投资（亿元）')).toEqual({ name: '总投资', unit: '亿元' });
  expect(splitHeading('里程(单位：公里)')).toEqual({ name: '里程', unit: '公里' });
  expect(splitHeading('总投资/万元')).toEqual({ name: '总投资', unit: '万元' });
  expect(splitHeading('所在县（市、区）')).toEqual({ name: '所在县（市、区）', unit: null });
});

test('a problem says what would be right', () => {
  const result = parseCell(fieldOf('level'), '国家及', projects, context);
  expect(result).toMatchObject({
    ok: false,
    problem: { zh: '“国家及”不在代码表里', remedy: { zh: '可用：国家级、省级、市级' }, suggestion: '国家级' },
  });
});

const place = { ...fieldOf('name'), type: 'place', shape: 'point' } as Field;
test('places are longitude and latitude, never guessed', () => {
  expect(parseCell(place, '120.15，30.28', projects, context)).toEqual({
    ok: true,
    value: { type: 'Point', coordinates: [120.15, 30.28] },
  });
  expect(parseCell(place, '30.28,120.15', projects, context)).toMatchObject({
    problem: { code: 'bad-place', suggestion: '120.15,30.28' },
  });
  const ring = parseCell({ ...place, shape: 'polygon' }, '1,1;2,1;2,2', projects, context);
  expect(ring).toEqual({
    ok: true,
    value: {
      type: 'Polygon',
      coordinates: [
        [
          [1, 1],
          [2, 1],
          [2, 2],
          [1, 1],
        ],
      ],
    },
  });
  expect(parseCell({ ...place, shape: 'any' }, '{"type":"Point","coordinates":[200,1]}', projects, context).ok).toBe(
    false,
  );
});

const values: Record<string, fc.Arbitrary<unknown>> = {
  invest: fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((n) => Math.round(n * 1e4) / 1e4 || 0),
  open: fc.boolean(),
  level: fc.constantFrom('national', 'provincial', 'city'),
  tags: fc.subarray(['battery', 'auto-parts', '0'], { minLength: 1 }),
  'start-plan': fc.integer({ min: 0, max: 60_000 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10)),
  month: fc.integer({ min: 1900, max: 2100 }).map((n) => `${n}-07`),
  year: fc.integer({ min: 1800, max: 2200 }),
};
test.each(Object.keys(values))('%s is read back as it was written', (id) => {
  const cell = compileCell(fieldOf(id), projects, context);
  for (const locale of ['zh', 'en'] as const) {
    fc.assert(
      fc.property(values[id] as fc.Arbitrary<unknown>, (value) => {
        expect(cell(formatCell(fieldOf(id), value, projects, context, locale))).toEqual({ ok: true, value });
      }),
    );
  }
});

test('no text makes a cell throw', () => {
  const cells = [...projects.fields, ...firms.fields, place].map((field) => compileCell(field, projects, context));
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const cell of cells) cell(text);
    }),
  );
});
