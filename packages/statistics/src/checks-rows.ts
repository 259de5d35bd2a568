/** Rows that belong together. statistics-conventions 11, checks 11 to 14. */
import { add, gapBeyondRounding, isAbove, isSame, subtract } from './checks-exact.ts';
import { type Finder, mend, report } from './checks-find.ts';
import { columnName, plain, quantity, rounded } from './checks-say.ts';
import { amountOf, type Line, mainColumn, oneWithRole, pastWritten, withRole, written } from './checks-sheet.ts';
import { mendText } from './checks-text.ts';
import { rowText } from './checks-text-rows.ts';
import type { FormColumn, RowRole } from './form-types.ts';

export function checkRows(finder: Finder): void {
  for (const closing of withRole(finder.sheet, 'closing-stock')) checkStock(finder, closing);
  for (const sales of withRole(finder.sheet, 'sales-value')) checkSalesRatio(finder, sales);
  const profit = oneWithRole(finder.sheet, 'profit');
  if (profit !== undefined) checkProfit(finder, profit);
  checkBalance(finder);
}

/** Check 11: opening stock + output − sales − other = closing stock, and the opening stock is the last closing one. */
function checkStock(finder: Finder, closing: Line): void {
  const { sheet } = finder;
  const of = closing.role?.of;
  const opening = oneWithRole(sheet, 'opening-stock', of);
  const output = of === undefined ? oneWithRole(sheet, 'output') : sheet.byKey.get(of);
  const sales = oneWithRole(sheet, 'sales', of);
  const other = oneWithRole(sheet, 'stock-other', of);
  const start = opening === undefined ? null : written(opening, 'current');
  const before = pastWritten(sheet.before, closing, 'current');
  const { unit } = closing.row;
  if (opening !== undefined && start !== null && before !== null && !isSame(start, before)) {
    const message = rowText.opening(quantity(start, unit), quantity(before, unit));
    const name = columnName(sheet.context.definition, sheet.context.period, 'current');
    const mends = [mend(mendText.set(name, plain(before)), opening, { current: { value: before } })];
    report(finder, { check: '11', level: 'warning', line: opening, column: 'current', message, mends });
  }
  const found = written(closing, 'current');
  // Of a merged January and February the flows are the totals, and the opening stock that of the year.
  const flow = (line: Line | undefined) => (line === undefined ? null : textOf(line, mainColumn(sheet, line)));
  const [made, sold] = [flow(output), flow(sales)];
  const moved = other === undefined ? '0' : flow(other);
  if (start === null || found === null || made === null || sold === null || moved === null) return;
  const plus = [start, made];
  const minus = [sold, ...(other === undefined ? [] : [moved])];
  const gap = gapBeyondRounding(plus, [...minus, found]);
  if (gap === null) return;
  const right = subtract(add(...plus), add(...minus));
  const say = (text: string) => quantity(text, unit);
  const message = rowText.stock({
    opening: say(start),
    output: say(made),
    sales: say(sold),
    other: say(moved),
    right: say(right),
    found: say(found),
    gap: say(gap.replace(/^-/, '')),
  });
  const name = columnName(sheet.context.definition, sheet.context.period, 'current');
  const mends =
    Number(right) < 0 ? [] : [mend(mendText.set(name, plain(right)), closing, { current: { value: right } })];
  report(finder, { check: '11', level: 'warning', line: closing, column: 'current', message, mends });
}

/** The figure of a line, 0 where it says that there is none; null where it is not known. */
function textOf(line: Line, column: FormColumn): string | null {
  return line.cells[column]?.missing === 'not-applicable' ? '0' : written(line, column);
}

const ownColumns = ['current', 'cumulative'] as const;

/** Check 12: sales value ÷ output value within the usual range. */
function checkSalesRatio(finder: Finder, sales: Line): void {
  const { sheet } = finder;
  const [low, high] = sheet.context.parameters.salesRatio;
  const of = sales.role?.of;
  const output = of === undefined ? oneWithRole(sheet, 'output-value') : sheet.byKey.get(of);
  if (output === undefined) return;
  for (const column of ownColumns) {
    const made = amountOf(output, column);
    const ratio = (amountOf(sales, column) / made) * 100;
    if (!(made > 0) || !(ratio < low || ratio > high)) continue;
    const message = rowText.salesRatio({
      name: columnName(sheet.context.definition, sheet.context.period, column),
      sales: quantity(written(sales, column) ?? '', sales.row.unit),
      output: quantity(written(output, column) ?? '', output.row.unit),
      ratio: rounded(ratio),
      low: plain(String(low)),
      high: plain(String(high)),
    });
    report(finder, { check: '12', level: 'warning', line: sales, column, message });
    return;
  }
}

/** Check 13: profit ≤ revenue, and revenue less cost, fees and tax is about profit. */
function checkProfit(finder: Finder, profit: Line): void {
  const { sheet } = finder;
  const revenue = oneWithRole(sheet, 'revenue');
  if (revenue === undefined) return;
  const costs = (['cost', 'fees', 'tax'] satisfies RowRole[]).flatMap((role) => withRole(sheet, role));
  const roles = new Set(costs.map((line) => line.role?.role));
  const { definition, period, parameters } = sheet.context;
  const { unit } = profit.row;
  for (const column of ownColumns) {
    const [earned, taken] = [written(profit, column), written(revenue, column)];
    if (earned === null || taken === null) continue;
    const name = columnName(definition, period, column);
    const place = { check: '13', level: 'warning', line: profit, column } as const;
    if (isAbove(earned, taken)) {
      const message = rowText.profitAbove(name, quantity(earned, unit), quantity(taken, unit));
      report(finder, { ...place, message });
      continue;
    }
    const texts = costs.map((line) => textOf(line, column));
    if (roles.size < 3 || texts.some((text) => text === null)) continue;
    const spent = add(...(texts as string[]));
    const right = subtract(taken, spent);
    const gap = subtract(right, earned);
    if (Math.abs(Number(gap)) <= (Math.abs(Number(taken)) * parameters.profitGap) / 100) continue;
    const message = rowText.profit({
      name,
      revenue: quantity(taken, unit),
      costs: quantity(spent, unit),
      right: quantity(right, unit),
      found: quantity(earned, unit),
      gap: quantity(gap.replace(/^-/, ''), unit),
    });
    report(finder, { ...place, message });
  }
}

/** Check 14: assets = liabilities + equity. */
function checkBalance(finder: Finder): void {
  const { sheet } = finder;
  const [assets, ...rest] = (['assets', 'liabilities', 'equity'] satisfies RowRole[]).map((role) =>
    oneWithRole(sheet, role),
  );
  const [owed, owned] = rest;
  if (assets === undefined || owed === undefined || owned === undefined) return;
  for (const column of assets.columns) {
    const [total, debt, equity] = [written(assets, column), textOf(owed, column), textOf(owned, column)];
    if (total === null || debt === null || equity === null) continue;
    const gap = gapBeyondRounding([debt, equity], [total]);
    if (gap === null) continue;
    const { unit } = assets.row;
    const sum = add(debt, equity);
    const name = columnName(sheet.context.definition, sheet.context.period, column);
    const size = quantity(gap.replace(/^-/, ''), unit);
    const message = rowText.balance(name, quantity(total, unit), quantity(sum, unit), size);
    const mends = [mend(mendText.set(name, plain(sum)), assets, { [column]: { value: sum } })];
    report(finder, { check: '14', level: 'error', line: assets, column, message, mends });
  }
}
