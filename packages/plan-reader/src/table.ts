/** Flattened indicator tables: a row is a name, a unit and one figure a column; the head says which year a column is. */

import { isHeadCell } from './cell-table.ts';
import type { Line } from './reading-text.ts';
import { type Cell, type CellFigure, cellsOf, readCell, readColumn, type TableColumn } from './table-cell.ts';
import type { TargetInput } from './target-state.ts';
import type { Accumulation, PlanSection, PlanTarget } from './types.ts';
import { groupOfUnit, matchUnit, skipScale } from './unit.ts';

const isUnitCell = (text: string): boolean => {
  const written = text.replace(/^（|）$/g, '');
  const from = skipScale(written, 0);
  return written.length > 0 && written.length <= 10 && matchUnit(written, from)?.end === written.length;
};

const flow =
  /(?:产量|销量|产值|总值|营收|营业收入|收入|增加值|出口额|出口量|利润|税收|投资|发电量|交易额)(?:总额|规模)?$/;

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

const accumulationOf = (name: string, unit: string, figure: CellFigure): Accumulation => {
  const group = groupOfUnit(unit);
  if (figure.isGrowth) return 'annual';
  if (/累计/.test(name) && group !== 'ratio') return 'cumulative';
  if (/新增|新建/.test(name) && group !== 'ratio') return 'new';
  if (group === 'ratio' || group === 'compound' || group === 'points') return /年均/.test(name) ? 'annual' : 'level';
  if (unit === '∶1') return 'level';
  if (figure.isSum) return 'cumulative';
  return flow.test(name) ? 'annual' : 'level';
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
  for (const line of block) {
    const cells = cellsOf(s, line);
    const heads = cells.filter((cell) => isHeadCell(cell.text)).length;
    if (heads >= 2 && heads >= cells.length - 1 && !cells.some((cell) => readCell(cell.text) !== null)) {
      columns = cells.map((cell) => readColumn(cell.text));
      continue;
    }
    readRow({ input, section, targets, columns, cells });
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
    const scaleEnd = skipScale(written, 0);
    const factor = [...written.slice(0, scaleEnd)].reduce(
      (product, char) => product * ({ 十: 10, 百: 100, 千: 1000, 万: 1e4, 亿: 1e8 }[char] ?? 1),
      1,
    );
    const isLower =
      /能耗|水耗|时延|排放|事故率|半径|时间|浓度|车桩比/.test(name) && !/降低|下降|减少|降幅|压减/.test(name);
    const start = input.toStart(head.name.start);
    const quote = input.raw(head.name.start, cell.end);
    targets.push({
      id: '',
      kind: isBase ? 'baseline' : 'target',
      indicator: isGrowth ? `${name}年均增速` : name,
      quote,
      start,
      end: start + quote.length,
      comparator: figure.comparator ?? (figure.valueMax !== null ? 'range' : isBase ? '=' : isLower ? '<=' : '>='),
      value: figure.value,
      valueMax: figure.valueMax,
      unit: written.replace(/^个百分点$/, '百分点'),
      baseValue: Number((figure.value * factor).toPrecision(12)),
      baseUnit: written.slice(scaleEnd),
      accumulation: accumulationOf(name, written, { ...figure, isGrowth }),
      deadline: isBase ? null : (year ?? clock.periodEnd),
      region: document.jurisdiction,
      section: section >= 0 ? (input.sections[section] as PlanSection).id : null,
      responsible: [],
      numberStart: input.toStart(cell.start + figure.at),
      numberEnd: input.toEnd(cell.start + figure.end),
      confidence: 0.9,
      ...(isBase && year !== null ? { asOf: year } : {}),
    });
  }
};
