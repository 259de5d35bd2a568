/** Mistakes as people make them when they fill in a form, put into cells that were right. Pure, seeded. */

import type { FormColumn } from '@liannao/statistics';
import { pick } from '../entries/names.ts';
import type { Random } from '../random.ts';
import { cell, type Edit, edited, type FaultContext, hitRow, isStock, numberIn, own, replaced } from './fault-cells.ts';
import type { Fault } from './types.ts';

type Maker = (context: FaultContext, random: Random) => Fault | null;

const unitSlip: Maker = (context, random) => {
  const row = hitRow(context, random, 3000, context.form === 'industry-monthly');
  if (row === null) return null;
  const value = numberIn(context.cells, row, own(context.cells, row)) ?? 0;
  const slipped = pick(random, [value * 1000, Math.round(value / 1000), value * 10, Math.round(value / 10)]);
  return replaced(context, 'unit-slip', row, slipped, random);
};

const monthInCumulative: Maker = (context, random) => {
  const { cells, before } = context;
  const row = before && hitRow(context, random, 1);
  const month = row && numberIn(cells, row, 'current');
  if (!row || !month) return null;
  return {
    kind: 'month-in-cumulative',
    cells: edited(cells, { [row]: { cumulative: cell(month) } }),
    rows: [row],
    column: 'cumulative',
  };
};

const cumulativeStale: Maker = (context, random) => {
  const { cells, before } = context;
  const row = before && hitRow(context, random, 1);
  const stale = row && numberIn(before, row, 'cumulative');
  if (!row || stale === null) return null;
  return {
    kind: 'cumulative-stale',
    cells: edited(cells, { [row]: { cumulative: cell(Number(stale)) } }),
    rows: [row],
    column: 'cumulative',
  };
};

const negativeMonth: Maker = (context, random) => {
  const row = hitRow(context, random, 1);
  if (row === null || row === '17') return null;
  const value = numberIn(context.cells, row, own(context.cells, row)) ?? 0;
  return replaced(context, 'negative-month', row, -value, random);
};

const swappedColumns: Maker = (context, random) => {
  const { cells } = context;
  const row = hitRow(context, random, 50);
  if (row === null) return null;
  const pairs: readonly (readonly [FormColumn, FormColumn])[] = [
    ['current', 'cumulative'],
    ['current', 'current-base'],
    ['cumulative', 'cumulative-base'],
  ];
  const [one, other] = pick(random, pairs);
  const a = numberIn(cells, row, one);
  const b = numberIn(cells, row, other);
  if (a === null || b === null || a === b) return null;
  return {
    kind: 'swapped-columns',
    cells: edited(cells, { [row]: { [one]: cell(b), [other]: cell(a) } }),
    rows: [row],
    column: one,
  };
};

const baseDiffers: Maker = (context, random) => {
  const row = hitRow(context, random, 50);
  const value = row && numberIn(context.cells, row, 'cumulative-base');
  if (!row || !value) return null;
  const factor = (random() < 0.5 ? 0.7 : 1.08) + random() * 0.22;
  return {
    kind: 'base-differs',
    cells: edited(context.cells, { [row]: { 'cumulative-base': cell(Math.round(value * factor)) } }),
    rows: [row],
    column: 'cumulative-base',
  };
};

const PARTS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'industry-monthly': [
    ['01', '03'],
    ['07', '08'],
    ['11', '13'],
    ['01', '06'],
  ],
  'vehicle-monthly': [
    ['01', '11'],
    ['21', '41'],
    ['31', '42'],
    ['01', '02'],
  ],
  'capacity-annual': [['11', '21']],
};

const partAboveWhole: Maker = (context, random) => {
  const { cells } = context;
  const [whole, part] = pick(random, PARTS[context.form] ?? [['', '']]);
  const column = cells[whole] && own(cells, whole);
  const value = column && numberIn(cells, whole, column);
  const was = column && numberIn(cells, part, column);
  if (!column || !value || was === null || was === undefined) return null;
  const above = Math.round(value * (1.05 + random() * 0.3));
  const total = numberIn(cells, part, 'cumulative');
  const edits: Edit = { [part]: { [column]: cell(above) } };
  if (column === 'current' && total !== null)
    edits[part] = { current: cell(above), cumulative: cell(total + above - was) };
  return { kind: 'part-above-whole', cells: edited(cells, edits), rows: [part, whole], column };
};

const copiedColumn: Maker = ({ cells, neighbour }) => {
  const edits: Edit = {};
  for (const row of Object.keys(cells)) {
    const value = neighbour[row]?.current ?? neighbour[row]?.cumulative;
    if (value) edits[row] = { [neighbour[row]?.current ? 'current' : 'cumulative']: value };
  }
  const rows = Object.keys(neighbour).every((row) => cells[row]);
  return rows && Object.keys(cells).every((row) => neighbour[row])
    ? { kind: 'copied-column', cells: edited(cells, edits), rows: null, column: 'current' }
    : null;
};

const noElectricity: Maker = ({ form, cells, before }) => {
  if (form !== 'industry-monthly' || (numberIn(cells, '01', own(cells, '01')) ?? 0) === 0) return null;
  const total = before ? (numberIn(before, '23', 'cumulative') ?? 0) : 0;
  const columns = numberIn(cells, '23', 'current') === null ? {} : { current: cell(0) };
  return {
    kind: 'no-electricity',
    cells: edited(cells, { '23': { ...columns, cumulative: cell(total) } }),
    rows: ['23', '01'],
    column: own(cells, '23'),
  };
};

const noStaff: Maker = ({ form, cells }) =>
  form === 'industry-monthly'
    ? { kind: 'no-staff', cells: edited(cells, { '21': { current: cell(0) } }), rows: ['21', '22'], column: 'current' }
    : null;

const digitsTransposed: Maker = (context, random) => {
  const row = hitRow(context, random, 100, context.form === 'industry-monthly');
  if (row === null) return null;
  const text = String(numberIn(context.cells, row, own(context.cells, row)));
  const at = [0, 1].filter((i) => text[i] !== text[i + 1] && text[i + 1] !== '0');
  if (at.length === 0) return null;
  const i = pick(random, at);
  const value = Number(text.slice(0, i) + text[i + 1] + text[i] + text.slice(i + 2));
  return replaced(context, 'digits-transposed', row, value, random);
};

const earlierMonthRevised: Maker = (context, random) => {
  const row = context.before && hitRow(context, random, 50);
  const total = row && numberIn(context.cells, row, 'cumulative');
  if (!row || !total) return null;
  const changed = Math.round(total * (1 + (random() < 0.5 ? -1 : 1) * (0.03 + random() * 0.12)));
  return {
    kind: 'earlier-month-revised',
    cells: edited(context.cells, { [row]: { cumulative: cell(changed) } }),
    rows: [row],
    column: 'cumulative',
  };
};

const zeroReport: Maker = ({ form, cells, before }) => {
  const edits: Edit = {};
  for (const row of Object.keys(cells)) {
    if (isStock(form, row)) continue;
    const total = before ? (numberIn(before, row, 'cumulative') ?? 0) : 0;
    edits[row] = { ...(numberIn(cells, row, 'current') === null ? {} : { current: cell(0) }), cumulative: cell(total) };
  }
  const hasWork = (numberIn(cells, '01', own(cells, '01')) ?? 0) > 0;
  return hasWork ? { kind: 'zero-report', cells: edited(cells, edits), rows: null, column: null } : null;
};

const outlier: Maker = (context, random) => {
  const row = hitRow(context, random, 50);
  if (row === null) return null;
  const value = numberIn(context.cells, row, own(context.cells, row)) ?? 0;
  const factor = random() < 0.5 ? 2.2 + random() * 2 : 0.15 + random() * 0.25;
  return replaced(context, 'outlier', row, Math.round(value * factor), random);
};

const stockGap: Maker = ({ form, cells }, random) => {
  const closing = form === 'vehicle-monthly' ? numberIn(cells, '53', 'current') : null;
  if (!closing) return null;
  const changed = Math.round(closing * (1.1 + random() * 0.4));
  return {
    kind: 'stock-gap',
    cells: edited(cells, { '53': { current: cell(changed) } }),
    rows: ['53', '51', '01'],
    column: 'current',
  };
};

const growthForPoints: Maker = ({ form, cells }, random) => {
  const [row, of] = pick(random, [
    ['03', '01'],
    ['04', '02'],
  ] as const);
  const now = form === 'digital-annual' ? numberIn(cells, of, 'current') : null;
  const base = numberIn(cells, of, 'current-base');
  if (!now || !base || now === base) return null;
  const growth = Math.round((now / base - 1) * 1000) / 10;
  // of a rate near 100 the two hardly differ
  if (Math.abs(growth - (now - base)) < 0.2) return null;
  return {
    kind: 'growth-for-points',
    cells: edited(cells, { [row]: { current: cell(growth) } }),
    rows: [row],
    column: 'current',
  };
};

/** Right, but after the due day. */
const late: Maker = ({ cells }) => ({ kind: 'late', cells, rows: null, column: null });

const capacityChanged: Maker = ({ form, cells }, random) => {
  const built = form === 'capacity-annual' ? numberIn(cells, '11', 'current') : null;
  if (!built) return null;
  const changed = Math.round(built * (1.3 + random()));
  return {
    kind: 'capacity-changed',
    cells: edited(cells, { '11': { current: cell(changed) } }),
    rows: ['11'],
    column: 'current',
  };
};

const MONTHLY: readonly Maker[] = [
  unitSlip,
  monthInCumulative,
  cumulativeStale,
  negativeMonth,
  swappedColumns,
  baseDiffers,
  partAboveWhole,
  copiedColumn,
  digitsTransposed,
  earlierMonthRevised,
  zeroReport,
  outlier,
  late,
];
const MAKERS: Readonly<Record<FaultContext['form'], readonly Maker[]>> = {
  'industry-monthly': [...MONTHLY, noElectricity, noStaff],
  'vehicle-monthly': [...MONTHLY, stockGap],
  'digital-annual': [growthForPoints],
  'capacity-annual': [capacityChanged, partAboveWhole],
};

const ATTEMPTS = 8;

/** One mistake of a kind that the form can have; null where none of those drawn leaves a trace in these cells. */
export function plantFault(context: FaultContext, random: Random): Fault | null {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const fault = pick(random, MAKERS[context.form])(context, random);
    if (fault && (fault.kind === 'late' || JSON.stringify(fault.cells) !== JSON.stringify(context.cells))) return fault;
  }
  return null;
}
