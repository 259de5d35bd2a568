/** Flattened indicator tables: a row is a name, a unit and one figure a column; the head says which year a column is. */

import { isHeadCell } from './cell-table.ts';
import type { Line } from './reading-text.ts';
import {
  type Cell,
  type CellFigure,
  cellAccumulation,
  cellsOf,
  isUnitCell,
  readCell,
  readColumn,
  type TableColumn,
} from './table-cell.ts';
import { type MeasureColumn, placeColumns, placeFigures } from './table-places.ts';
import type { TargetInput } from './target-state.ts';
import type { Accumulation, PlanSection, PlanTarget } from './types.ts';
import { skipScale } from './unit.ts';

/** Name and unit of a row: 汽车产量（万辆） or a name cell and a unit cell. */
const nameOf = (cells: readonly Cell[]): { name: Cell; unit: string; next: number } | null => {
  let index = 0;
  while (index < cells.length && /^（?\d{1,3}[）.、]?$/.test((cells[index] as Cell).text)) index++;
  let name = cells[index];
  // A category cell may stand before the name: 产业规模 | 汽车产量 | 万辆.
  const second = cells[index + 1];
  if (
    name !== undefined &&
    second !== undefined &&
    /[一-鿿]/.test(second.text) &&
    !isUnitCell(second.text) &&
    readCell(second.text) === null &&
    readColumn(second.text) === null &&
    !/^(?:预期性|约束性|—|-)$/.test(second.text)
  ) {
    index++;
    name = second;
  }
  if (name === undefined || !/[一-鿿]/.test(name.text) || readCell(name.text) !== null) return null;
  const bracket = /（([^（）]{1,12}(?:（[^（）]{1,3}）)?)）$/.exec(name.text)?.[1];
  const following = cells[index + 1];
  if (following !== undefined && isUnitCell(following.text)) return { name, unit: following.text, next: index + 2 };
  return { name, unit: bracket !== undefined && isUnitCell(bracket) ? bracket : '', next: index + 1 };
};

interface TableInput {
  input: TargetInput;
  block: readonly Line[];
  section: number;
  targets: PlanTarget[];
}

/** Reads the rows of a table block and adds their figures to `targets`. */
export const readTableBlock = ({ input, block, section, targets }: TableInput): void => {
  const { s } = input.reading;
  let columns: (TableColumn | null)[] = [];
  let shares: (MeasureColumn | null)[] | null = null;
  for (const line of block) {
    const cells = cellsOf(s, line);
    const found = placeColumns(cells);
    if (found !== null) {
      shares = found;
      continue;
    }
    const heads = cells.filter((cell) => isHeadCell(cell.text)).length;
    if (heads >= 2 && heads >= cells.length - 1 && !cells.some((cell) => readCell(cell.text) !== null)) {
      columns = cells.map((cell) => readColumn(cell.text));
      shares = null;
      continue;
    }
    if (shares !== null) readPlaceRow({ input, section, targets }, cells, shares);
    else readRow({ input, section, targets, columns, cells });
  }
};

interface RowInput {
  input: TargetInput;
  section: number;
  targets: PlanTarget[];
  columns: readonly (TableColumn | null)[];
  cells: readonly Cell[];
}

const readRow = ({ input, section, targets, columns, cells }: RowInput): void => {
  const { clock, document } = input.facts;
  const head = nameOf(cells);
  if (head === null) return;
  const shift = columns.length - cells.length;
  const name = head.name.text.replace(/（[^（）]{1,12}）$/, '');
  const floor = clock.periodStart ?? clock.docYear;
  const years = columns.flatMap((column) => (column?.year == null ? [] : [column.year]));
  // Without a period the earliest of two distant years is where things stood.
  const [early = 0, late = 0] = [...new Set(years)].sort((a, b) => a - b);
  const firstYear = late - early >= 2 ? early : null;
  for (let index = head.next; index < cells.length; index++) {
    const cell = cells[index] as Cell;
    const figure = readCell(cell.text);
    if (figure === null) continue;
    // A row may lack its first cells (merged categories): columns count from the right.
    const column = figure.column ?? columns[index + Math.max(0, shift)] ?? null;
    const isGrowth = figure.isGrowth || column?.isGrowth === true;
    const year = column?.year ?? (isGrowth ? clock.periodEnd : null);
    if (column === null && columns.length > 0 && !isGrowth) continue;
    if (column === null && head.unit === '' && figure.unit === '') continue;
    if (figure.unit === '∶1') head.unit = '';
    const isBase = column?.isBase === true || (year !== null && (floor !== null ? year < floor : year === firstYear));
    const written = isGrowth
      ? '%'
      : figure.unit !== ''
        ? figure.unit
        : head.unit !== ''
          ? head.unit
          : (column?.unit ?? '');
    targets.push(
      makeTarget(input, section, {
        name: head.name,
        cell,
        figure,
        measure: name,
        indicator: isGrowth ? `${name}年均增速` : name,
        unit: written,
        isBase,
        year,
        accumulation: cellAccumulation(name, written, { ...figure, isGrowth }),
        region: document.jurisdiction,
      }),
    );
  }
};

/** What a table says of one figure. */
interface TableFigure {
  name: Cell;
  cell: Cell;
  figure: CellFigure;
  measure: string;
  indicator: string;
  unit: string;
  isBase: boolean;
  year: number | null;
  accumulation: Accumulation;
  region: string | null;
}

const makeTarget = (input: TargetInput, section: number, told: TableFigure): PlanTarget => {
  const { name, cell, figure, measure, unit, isBase, year } = told;
  const scaleEnd = skipScale(unit, 0);
  const factor = [...unit.slice(0, scaleEnd)].reduce(
    (product, char) => product * ({ 十: 10, 百: 100, 千: 1000, 万: 1e4, 亿: 1e8 }[char] ?? 1),
    1,
  );
  const isLower =
    /能耗|水耗|时延|排放|事故率|半径|时间|浓度|车桩比/.test(measure) && !/降低|下降|减少|降幅|压减/.test(measure);
  const start = input.toStart(name.start);
  const quote = input.raw(name.start, cell.end);
  return {
    id: '',
    kind: isBase ? 'baseline' : 'target',
    indicator: told.indicator,
    quote,
    start,
    end: start + quote.length,
    comparator: figure.comparator ?? (figure.valueMax !== null ? 'range' : isBase ? '=' : isLower ? '<=' : '>='),
    value: figure.value,
    valueMax: figure.valueMax,
    unit: unit.replace(/^个百分点$/, '百分点'),
    baseValue: Number((figure.value * factor).toPrecision(12)),
    baseUnit: unit.slice(scaleEnd),
    accumulation: told.accumulation,
    deadline: isBase ? null : (year ?? input.facts.clock.periodEnd),
    region: told.region,
    section: section >= 0 ? (input.sections[section] as PlanSection).id : null,
    responsible: [],
    numberStart: input.toStart(cell.start + figure.at),
    numberEnd: input.toEnd(cell.start + figure.end),
    confidence: 0.9,
    ...(isBase && year !== null ? { asOf: year } : {}),
  };
};

const keptStock = /保有量|总量|总数|存量|累计|占比|比例|比重|率$/;

/** The figures that a table shares out among places; in a yearly plan they are what the year is to bring. */
const readPlaceRow = (
  { input, section, targets }: Omit<TableInput, 'block'>,
  cells: readonly Cell[],
  columns: readonly (MeasureColumn | null)[],
): void => {
  const { clock, document, isOneYear } = input.facts;
  const floor = clock.periodStart ?? clock.docYear;
  for (const { name, label, place, cell, measure, unit, year } of placeFigures(cells, columns)) {
    const figure = readCell(cell.text);
    if (figure === null) continue;
    const accumulation = cellAccumulation(measure, unit, figure);
    targets.push(
      makeTarget(input, section, {
        name,
        cell,
        figure,
        measure,
        indicator: `${label}${measure}`,
        unit: figure.unit === '' ? unit : figure.unit,
        isBase: year !== null && floor !== null && year < floor,
        year,
        accumulation: isOneYear && accumulation === 'level' && !keptStock.test(measure) ? 'annual' : accumulation,
        region: place ?? document.jurisdiction,
      }),
    );
  }
};
