import { Parser } from 'htmlparser2';

/**
 * Numbers that Word writes by itself before a paragraph (一、 （一） 1. 第一章): they are nowhere in the text, and a plan's
 * whole outline hangs on them. ECMA-376 part 1 clause 17.9.
 */
export interface Numbering {
  /** The label of the next paragraph of this list and level, e.g. `（二）`; empty for a bullet. Counts. */
  next(numId: string, level: number): string;
}

interface Level {
  start: number;
  format: string;
  /** `%1` is the number of the outermost level. */
  text: string;
}

type Levels = Map<number, Level>;

/** Reads `word/numbering.xml`; an empty text gives lists without labels. */
export function readNumbering(xml: string): Numbering {
  const { abstracts, lists } = parseNumbering(xml);
  /** Lists made from one definition go on counting together. */
  const counters = new Map<string, number[]>();

  return {
    next(numId, level) {
      const list = lists.get(numId);
      const levels = list && abstracts.get(list.abstractId);
      const own = levels?.get(level);
      if (!list || !levels || !own) return '';
      const key = list.overrides.size > 0 ? `list ${numId}` : `definition ${list.abstractId}`;
      const counts = counters.get(key) ?? [];
      counters.set(key, counts);
      for (let outer = 0; outer < level; outer++) counts[outer] ??= startOf(levels, list.overrides, outer);
      const before = counts[level];
      counts[level] = before === undefined ? startOf(levels, list.overrides, level) : before + 1;
      counts.length = level + 1;
      if (own.format === 'bullet' || own.format === 'none') return '';
      return own.text.replace(/%([1-9])/g, (_, digit: string) => {
        const index = Number(digit) - 1;
        return numeral(counts[index] ?? 1, levels.get(index)?.format ?? 'decimal');
      });
    },
  };
}

const startOf = (levels: Levels, overrides: Map<number, number>, level: number) =>
  overrides.get(level) ?? levels.get(level)?.start ?? 1;

function parseNumbering(xml: string) {
  const abstracts = new Map<string, Levels>();
  const lists = new Map<string, { abstractId: string; overrides: Map<number, number> }>();
  let levels: Levels | null = null;
  let level: Level | null = null;
  let list: { abstractId: string; overrides: Map<number, number> } | null = null;
  let overridden = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const value = attributes['w:val'] ?? '';
        if (name === 'w:abstractNum') {
          levels = new Map();
          abstracts.set(attributes['w:abstractNumId'] ?? '', levels);
        } else if (name === 'w:num') {
          list = { abstractId: '', overrides: new Map() };
          lists.set(attributes['w:numId'] ?? '', list);
        } else if (name === 'w:abstractNumId' && list) list.abstractId = value;
        else if (name === 'w:lvlOverride') overridden = Number(attributes['w:ilvl']);
        else if (name === 'w:startOverride' && list) list.overrides.set(overridden, Number(value));
        else if (name === 'w:lvl' && levels && !list) {
          level = { start: 1, format: 'decimal', text: '' };
          levels.set(Number(attributes['w:ilvl']), level);
        } else if (name === 'w:start' && level) level.start = Number(value);
        else if (name === 'w:numFmt' && level) level.format = value;
        else if (name === 'w:lvlText' && level) level.text = value;
      },
      onclosetag(name) {
        if (name === 'w:lvl') level = null;
        if (name === 'w:abstractNum') levels = null;
        if (name === 'w:num') list = null;
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return { abstracts, lists };
}

const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';

/** A number in one of the formats of ST_NumberFormat (clause 17.18.59); the rest fall back to digits. */
export function numeral(value: number, format: string): string {
  if (/chinese|japaneseCounting|taiwanese|ideographDigital/i.test(format)) return chinese(value);
  if (/^decimalEnclosedCircle/.test(format)) return CIRCLED[value - 1] ?? String(value);
  if (format === 'lowerLetter') return letter(value).toLowerCase();
  if (format === 'upperLetter') return letter(value);
  if (format === 'lowerRoman') return roman(value).toLowerCase();
  if (format === 'upperRoman') return roman(value);
  if (format === 'decimalZero') return String(value).padStart(2, '0');
  if (format === 'decimalFullWidth')
    return String(value).replace(/\d/g, (digit) => '０１２３４５６７８９'[Number(digit)] ?? digit);
  return String(value);
}

/** 1 to 99 as headings are counted: 一 十 十一 二十 九十九. */
function chinese(value: number): string {
  const digits = '零一二三四五六七八九';
  if (value < 1 || value > 99) return [...String(value)].map((digit) => digits[Number(digit)] ?? digit).join('');
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  const head = tens === 0 ? '' : tens === 1 ? '十' : `${digits[tens]}十`;
  return head + (ones === 0 && tens > 0 ? '' : (digits[ones] ?? ''));
}

/** A … Z, AA, BB: Word repeats the letter. */
const letter = (value: number) =>
  String.fromCharCode(65 + ((value - 1) % 26)).repeat(Math.min(9, Math.ceil(value / 26)));

function roman(value: number): string {
  const steps = [
    ['M', 1000],
    ['CM', 900],
    ['D', 500],
    ['CD', 400],
    ['C', 100],
    ['XC', 90],
    ['L', 50],
    ['XL', 40],
    ['X', 10],
    ['IX', 9],
    ['V', 5],
    ['IV', 4],
    ['I', 1],
  ] as const;
  let rest = Math.min(value, 3999);
  let text = '';
  for (const [sign, worth] of steps) {
    for (; rest >= worth; rest -= worth) text += sign;
  }
  return text;
}
