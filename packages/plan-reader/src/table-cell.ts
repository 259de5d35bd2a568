/** Cells of indicator tables: figures, years, growth columns. */
import type { Line } from './reading-text.ts';
import type { Accumulation, Comparator } from './types.ts';
import { groupOfUnit, matchUnit, skipScale } from './unit.ts';

/** One cell of a table line, with its offsets in the reading text. */
export interface Cell {
  text: string;
  start: number;
  end: number;
}

/** The cells of a table line. */
export const cellsOf = (s: string, line: Line): Cell[] => {
  const cells: Cell[] = [];
  let start = line.start;
  for (let at = line.start; at <= line.end; at++) {
    if (at < line.end && s.charAt(at) !== '\t') continue;
    if (at > start) cells.push({ text: s.slice(start, at), start, end: at });
    start = at + 1;
  }
  return cells;
};

/** What a column (or the words before a figure) stands for. */
export interface TableColumn {
  year: number | null;
  isBase: boolean;
  isGrowth: boolean;
  /** 2023年（辆）: the unit of the column. */
  unit: string;
}

/** A figure in a cell. `at`..`end` are the number's offsets in the cell. */
export interface CellFigure {
  value: number;
  valueMax: number | null;
  unit: string;
  comparator: Comparator | null;
  /** 〔16〕: a sum over the years of the plan. */
  isSum: boolean;
  isGrowth: boolean;
  column: TableColumn | null;
  at: number;
  end: number;
}

const periodEnds: Readonly<Record<string, number>> = { 十二五: 2015, 十三五: 2020, 十四五: 2025, 十五五: 2030 };

const isUnit = (text: string): boolean => text !== '' && matchUnit(text, skipScale(text, 0))?.end === text.length;

/** What a head cell says: 2020年（基数）, 2025年目标, 年均增长; null for other cells. */
export const readColumn = (text: string): TableColumn | null => {
  const year = /(20\d\d)年?/.exec(text)?.[1];
  const period = /十[二三四五]五/.exec(text)?.[0];
  const isGrowth = /年均|增速|增长率/.test(text) && text.length <= 16;
  const bracket = /（([^（）]{1,8})）$/.exec(text)?.[1] ?? '';
  if (
    text.length > 20 ||
    (year === undefined &&
      period === undefined &&
      !isGrowth &&
      !/^(?:基期值?|基数|现状值?|目标值?|规划目标|完成值)$/.test(text))
  )
    return null;
  return {
    year: year !== undefined ? Number(year) : period !== undefined ? (periodEnds[period] ?? null) : null,
    isBase: /基期|基数|现状|实际|完成值|基准/.test(text),
    isGrowth,
    unit: isUnit(bracket) ? bracket : '',
  };
};

const figureRule =
  /^(≥|≤|>|<|>=|<=|约|不低于|不少于|不超过|超过|达到)?([〔[（])?(\d[\d,]*(?:\.\d+)?)(?:[-~]{1,2}(\d[\d,]*(?:\.\d+)?))?([^\d〕\]）]{0,8})?([〕\]）])?([^\d]{0,8})$/;
const signs: Readonly<Record<string, Comparator>> = {
  '≥': '>=',
  '≤': '<=',
  '>': '>',
  '<': '<',
  '>=': '>=',
  '<=': '<=',
  约: '≈',
  不低于: '>=',
  不少于: '>=',
  不超过: '<=',
  超过: '>',
  达到: '>=',
};
const tails: Readonly<Record<string, Comparator>> = { 左右: '≈', 以上: '>=', 以下: '<=', 以内: '<=' };

/** The figure of a cell such as 206.4, ≤0.055, 〔16〕, 2025年 300, 年均增长 7.8%; null where the cell is none. */
export const readCell = (text: string): CellFigure | null => {
  const prefix =
    /^((?:20\d\d年(?:（[^）]{1,6}）)?|年均[增递][长加]?|年均增速|目标|基期|基数|累计)[：: ]*)/.exec(text)?.[1] ?? '';
  const body = text.slice(prefix.length).replace(/\s+$/, '');
  const ratio = /^(≤|≥)?(\d+(?:\.\d+)?)：1$/.exec(body);
  if (ratio !== null) {
    const value = ratio[2] ?? '';
    const from = prefix.length + (ratio[1]?.length ?? 0);
    return {
      value: Number(value),
      valueMax: null,
      unit: '∶1',
      comparator: signs[ratio[1] ?? ''] ?? null,
      isSum: false,
      isGrowth: false,
      column: prefix === '' ? null : readColumn(prefix.trim()),
      at: from,
      end: from + value.length + 2,
    };
  }
  const found = figureRule.exec(body);
  if (found === null) return null;
  const [, sign, open, low, high, inner, , tail] = found;
  const rest = `${inner ?? ''}${tail ?? ''}`;
  const word = Object.keys(tails).find((candidate) => rest.endsWith(candidate));
  const unit = word === undefined ? rest : rest.slice(0, -word.length);
  if (unit !== '' && matchUnit(unit, skipScale(unit, 0))?.end !== unit.length) return null;
  if (prefix === '' && unit === '年' && (low ?? '').length === 4) return null;
  const number = (digits: string): number => Number(digits.replace(/,/g, ''));
  const at = prefix.length + (sign?.length ?? 0) + (open?.length ?? 0);
  return {
    value: number(low ?? '0'),
    valueMax: high === undefined ? null : number(high),
    unit,
    comparator: sign !== undefined ? (signs[sign] ?? null) : word !== undefined ? (tails[word] ?? null) : null,
    isSum: open === '〔' || open === '[',
    isGrowth: /^年均/.test(prefix),
    column: prefix === '' ? null : readColumn(prefix.trim()),
    at,
    end: at + (low ?? '').length + (high === undefined ? 0 : high.length + 1),
  };
};

/** True for a cell that holds a unit alone: 万辆, （亿元）. */
export const isUnitCell = (text: string): boolean => {
  const written = text.replace(/^（|）$/g, '');
  const from = skipScale(written, 0);
  return written.length > 0 && written.length <= 10 && matchUnit(written, from)?.end === written.length;
};

const flow =
  /(?:产量|销量|产值|总值|营收|营业收入|收入|增加值|出口额|出口量|利润|税收|投资|发电量|交易额)(?:总额|规模)?$/;

/** The accumulation of a figure, from the name of its row and its unit. */
export const cellAccumulation = (name: string, unit: string, figure: CellFigure): Accumulation => {
  const group = groupOfUnit(unit);
  if (figure.isGrowth) return 'annual';
  if (/累计/.test(name) && group !== 'ratio') return 'cumulative';
  if (/新增|新建/.test(name) && group !== 'ratio') return 'new';
  if (group === 'ratio' || group === 'compound' || group === 'points') return /年均/.test(name) ? 'annual' : 'level';
  if (unit === '∶1') return 'level';
  if (figure.isSum) return 'cumulative';
  return flow.test(name) ? 'annual' : 'level';
};
