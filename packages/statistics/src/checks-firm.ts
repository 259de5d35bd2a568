/** What does not go together in one firm. statistics-conventions 11, checks 15 and 19 to 21. */
import { isSame } from './checks-exact.ts';
import { type Finder, isTold, report, tell } from './checks-find.ts';
import { median } from './checks-median.ts';
import { quantity, rounded } from './checks-say.ts';
import {
  amountOf,
  isOpeningClass,
  type Line,
  mainColumn,
  numberIn,
  oneWithRole,
  pastValue,
  pastWritten,
  type Sheet,
  withRole,
  written,
} from './checks-sheet.ts';
import { rowText } from './checks-text-rows.ts';
import type { FormColumn } from './form-types.ts';

export function checkFirm(finder: Finder): void {
  for (const value of withRole(finder.sheet, 'output-value')) checkPrice(finder, value);
  for (const capacity of withRole(finder.sheet, 'capacity')) checkCapacity(finder, capacity);
  const output = oneWithRole(finder.sheet, 'output-value') ?? oneWithRole(finder.sheet, 'output');
  const power = oneWithRole(finder.sheet, 'electricity');
  if (output !== undefined && power !== undefined) checkElectricity(finder, output, power);
  const staff = oneWithRole(finder.sheet, 'staff');
  if (staff !== undefined) checkStaff(finder, staff);
}

/** Quotients of two lines in the firm's past, of the same class of months; fewer than three tell nothing. */
function pastQuotients(sheet: Sheet, over: Line, under: Line): number[] {
  const [overColumn, underColumn] = [mainColumn(sheet, over), mainColumn(sheet, under)];
  const quotients: number[] = [];
  for (const point of sheet.past) {
    if (isOpeningClass(point.period) !== isOpeningClass(sheet.context.period)) continue;
    const quotient = pastValue(point, over.key, overColumn) / pastValue(point, under.key, underColumn);
    if (quotient > 0 && Number.isFinite(quotient)) quotients.push(quotient);
  }
  return quotients.length < 3 ? [] : quotients;
}

/** Check 15: value ÷ units outside the firm's own range of prices is mostly a slip of the unit. */
function checkPrice(finder: Finder, value: Line): void {
  const { sheet } = finder;
  const of = value.role?.of;
  const products = withRole(sheet, 'output').filter(({ row }) => row.parent === null);
  const units = of !== undefined ? sheet.byKey.get(of) : products.length === 1 ? products[0] : undefined;
  if (units === undefined) return;
  const column = mainColumn(sheet, value);
  const price = amountOf(value, column) / amountOf(units, column);
  if (!(price > 0) || !Number.isFinite(price) || isTold(finder, value, column) || isTold(finder, units, column)) return;
  const usual = median(pastQuotients(sheet, value, units));
  const { priceRange } = sheet.context.parameters;
  if (!(price > usual * priceRange || price < usual / priceRange)) return;
  tell(finder, value, column);
  const unit = `${value.row.unit}/${units.row.unit}`;
  const message = rowText.price({
    value: quantity(written(value, column) ?? '', value.row.unit),
    units: quantity(written(units, column) ?? '', units.row.unit),
    price: significant(price),
    unit: { zh: unit, en: unit },
    low: significant(usual / priceRange),
    high: significant(usual * priceRange),
  });
  report(finder, { check: '15', level: 'warning', line: value, column, message });
}

/** Three figures or so, whatever the size. */
const significant = (value: number): string =>
  rounded(value, Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(value)))));

/** Check 19: capacity changes with a project, or with a word. */
function checkCapacity(finder: Finder, line: Line): void {
  const { sheet } = finder;
  if (sheet.context.projectRows?.has(line.key)) return;
  const found = written(line, 'current');
  const before = pastWritten(sheet.before, line, 'current') ?? numberIn(line.cells['current-base']);
  if (found === null || before === null || isSame(found, before)) return;
  const message = rowText.capacity(quantity(found, line.row.unit), quantity(before, line.row.unit));
  report(finder, { check: '19', level: 'warning', line, column: 'current', message });
}

/** Check 20: output without electricity, or half the output with the same electricity. */
function checkElectricity(finder: Finder, output: Line, power: Line): void {
  const { sheet } = finder;
  const column = mainColumn(sheet, output);
  const [made, used] = [amountOf(output, column), amountOf(power, column)];
  const say = (line: Line, text: string | null) => quantity(text ?? '0', line.row.unit);
  if (made > 0 && used === 0) {
    const message = rowText.noElectricity(say(output, written(output, column)));
    report(finder, { check: '20', level: 'warning', line: power, column, message });
    return;
  }
  // Work rests at the Spring Festival while much of the electricity does not (2.2).
  if (isOpeningClass(sheet.context.period) || column !== 'current') return;
  const [madeBefore, usedBefore] = [
    pastValue(sheet.before, output.key, column),
    pastValue(sheet.before, power.key, column),
  ];
  const { outputFall, flatElectricity } = sheet.context.parameters;
  const fall = (1 - made / madeBefore) * 100;
  const change = Math.abs(used / usedBefore - 1) * 100;
  if (!(madeBefore > 0 && usedBefore > 0 && fall > outputFall && change <= flatElectricity)) return;
  const message = rowText.outputFell({
    found: say(output, written(output, column)),
    before: say(output, pastWritten(sheet.before, output, column)),
    fall: rounded(fall),
    power: say(power, written(power, column)),
    powerBefore: say(power, pastWritten(sheet.before, power, column)),
  });
  report(finder, { check: '20', level: 'warning', line: output, column, message });
}

/** Check 21: wages or revenue without staff; revenue a head out of the firm's own range. */
function checkStaff(finder: Finder, staff: Line): void {
  const { sheet } = finder;
  const heads = amountOf(staff, 'current');
  const wages = oneWithRole(sheet, 'wages');
  const revenue = oneWithRole(sheet, 'revenue');
  const place = { check: '21', level: 'warning', line: staff, column: 'current' as FormColumn } as const;
  if (heads === 0) {
    for (const [line, what] of [
      [wages, rowText.wages()],
      [revenue, rowText.revenue()],
    ] as const) {
      const column = line === undefined ? 'current' : mainColumn(sheet, line);
      if (line === undefined || !(amountOf(line, column) > 0)) continue;
      const message = rowText.noStaff(what, quantity(written(line, column) ?? '', line.row.unit));
      report(finder, { ...place, message });
      return;
    }
  }
  if (revenue === undefined || !(heads > 0)) return;
  const column = mainColumn(sheet, revenue);
  const perHead = amountOf(revenue, column) / heads;
  if (!(perHead > 0) || isTold(finder, revenue, column) || isTold(finder, staff, 'current')) return;
  const usual = median(pastQuotients(sheet, revenue, staff));
  const { revenuePerHeadRange: range } = sheet.context.parameters;
  if (!(perHead > usual * range || perHead < usual / range)) return;
  const unit = `${revenue.row.unit}/${staff.row.unit}`;
  const message = rowText.perHead({
    value: significant(perHead),
    unit: { zh: unit, en: unit },
    low: significant(usual / range),
    high: significant(usual * range),
  });
  report(finder, { ...place, message });
}
