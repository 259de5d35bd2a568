import { readdirSync, readFileSync } from 'node:fs';
import { checkReturn, defaultCheckParameters, type FormDefinition, month, readForm } from '@liannao/statistics';
import { expect, test } from 'vitest';
import { generateObservations } from '../generate.ts';
import { randomFor } from '../random.ts';
import { DEMO_RUN } from '../run.ts';
import type { DemoIndicator, DemoInput, DemoRegion } from '../types.ts';
import { plantFault } from './faults.ts';
import { makeFirm, seasonOf } from './firm.ts';
import { historyOf } from './history.ts';
import { CITY, COLLECTED, collectReports } from './taizhou.ts';

const data = new URL('../../', import.meta.url);
const json = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, data), 'utf8')) as T;
function form(id: string): FormDefinition {
  const read = readForm(readFileSync(new URL(`forms/${id}.yaml`, data), 'utf8'));
  if (!read.ok) throw new Error(read.issues.map(({ message }) => message).join('\n'));
  return read.value;
}
const industry = form('industry-monthly');
const vehicles = form('vehicle-monthly');
const targets = readdirSync(new URL('plans/', data))
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => json<{ targets: DemoInput['targets'] }>(`plans/${name}`).targets);
const observations = [
  ...generateObservations({
    ...DEMO_RUN,
    indicators: json<DemoIndicator[]>('indicators.json'),
    regions: json<DemoRegion[]>('regions.json'),
    targets,
  }),
].filter(({ regionCode }) => regionCode.startsWith('3310'));
const collected = collectReports({ seed: DEMO_RUN.seed, observations, forms: [industry, vehicles] });

const ROWS: Readonly<Record<string, readonly [string, string, number]>> = {
  revenue: ['industry-monthly', '12', 10],
  'gross-output-value': ['industry-monthly', '01', 10],
  'vehicle-output': ['vehicle-monthly', '01', 1],
  'vehicle-sales': ['vehicle-monthly', '21', 1],
  'nev-output': ['vehicle-monthly', '11', 1],
  'nev-sales': ['vehicle-monthly', '31', 1],
  'nev-exports': ['vehicle-monthly', '42', 1],
};

test.each(COLLECTED)(
  'the reports of $code add up to what the story tells of the city and its counties',
  ({ code, scope }) => {
    const [id = '', row = '', factor = 1] = ROWS[code] ?? [];
    const told = observations.filter(
      (one) =>
        one.indicatorCode === code &&
        JSON.stringify(one.scope) === JSON.stringify(scope) &&
        /^202[45]-01\.\./.test(one.period),
    );
    expect(told.length).toBeGreaterThanOrEqual(18);
    for (const { period, regionCode, value } of told) {
      const sum = collected.reports
        .filter(
          (report) =>
            report.form === id &&
            period === `${report.year}-01..${String(report.month).padStart(2, '0')}` &&
            (regionCode === CITY || collected.reporters[report.reporter]?.county === regionCode),
        )
        .reduce((total, { cells }) => total + Number(cells[row]?.cumulative?.value), 0);
      expect(sum, `${code} ${regionCode} ${period}`).toBe(value * factor);
    }
  },
);

test('no report of the demonstration is refused by a check', () => {
  const wrong = collected.reports.flatMap((report) => {
    const definition = report.form === industry.id ? industry : vehicles;
    return checkReturn({
      definition,
      period: month(report.year, report.month),
      cells: report.cells,
      past: [],
      entryFile: null,
      isStopped: false,
      others: new Map(),
      parameters: defaultCheckParameters,
    })
      .filter(({ level }) => level === 'error' || level === 'blank')
      .map(
        ({ check, row, message }) =>
          `${report.form} ${report.reporter} ${report.year}-${report.month} ${check} ${row} ${message.en}`,
      );
  });
  expect(wrong).toEqual([]);
});

test('a year before, the base is what was filed', () => {
  const at = (year: number) =>
    collected.reports.find(
      (one) => one.reporter === 3 && one.form === industry.id && one.year === year && one.month === 6,
    );
  expect(at(2025)?.cells['01']?.['cumulative-base']).toEqual(at(2024)?.cells['01']?.cumulative);
});

test('the same seed gives the same firm and the same reports', () => {
  const of = (seed: number) =>
    historyOf({ seed, firm: makeFirm(seed, 'a'), definition: industry, from: 2024, years: 1 }).map(
      ({ cells }) => cells,
    );
  expect(of(1)).toEqual(of(1));
  expect(of(1)).not.toEqual(of(2));
  expect(of(1)).toHaveLength(11);
});

test('the Spring Festival moves work between January and February', () => {
  expect(seasonOf(2024, 2)).toBeLessThan(seasonOf(2024, 1));
  expect(seasonOf(2025, 1)).toBeLessThan(seasonOf(2024, 1));
});

test('a planted mistake changes the cells in the rows that it names', () => {
  const firm = makeFirm(7, 'b', 'parts');
  const [first, second] = historyOf({ seed: 7, firm, definition: industry, from: 2024, years: 1 });
  const random = randomFor(7, 'faults');
  const kinds = new Set<string>();
  for (let n = 0; n < 300; n += 1) {
    const cells = second?.cells ?? {};
    const fault = plantFault(
      { form: 'industry-monthly', month: 3, cells, before: first?.cells ?? null, neighbour: first?.cells ?? {} },
      random,
    );
    if (!fault || fault.kind === 'late') continue;
    kinds.add(fault.kind);
    const changed = Object.keys(cells).filter((row) => JSON.stringify(cells[row]) !== JSON.stringify(fault.cells[row]));
    expect(changed.length, fault.kind).toBeGreaterThan(0);
    if (fault.rows)
      expect(
        changed.every((row) => fault.rows?.includes(row)),
        fault.kind,
      ).toBe(true);
  }
  expect(kinds.size).toBeGreaterThanOrEqual(13);
});
