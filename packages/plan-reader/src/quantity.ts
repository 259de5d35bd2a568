/** Reads one number with its unit: plain, ranges, shares, ratios, doublings, sizes. */
import { isDigit, isLetter } from './chars.ts';
import { accepts, isIndexValue, isRejectedBefore, strongBound } from './counted.ts';
import { type Numeral, readNumeral } from './number.ts';
import { readShare } from './share.ts';
import { matchUnit, type UnitGroup } from './unit.ts';
import { endsWithAny, startsWithAny } from './words.ts';

/** A number with its unit, before anything is known of its meaning. Offsets are in the reading text. */
export interface RawQuantity {
  start: number;
  end: number;
  value: number;
  valueMax: number | null;
  /** Decimal scale as written (万, 亿) and its factor. */
  scale: string;
  factor: number;
  /** The unit without scale; empty for ratios and bare numbers. */
  unit: string;
  group: UnitGroup;
  /** 余, 多, 过半. */
  more: boolean;
  form: 'number' | 'share' | 'ratio' | 'size' | 'multiple' | 'implicit';
  /** Second term of a ratio: 4 of 1：4. */
  ratioTo?: number;
}

/** 亿元级, and 万亿级台阶 as a height to be reached. A size class in a name (百亿级企业) is no number of its own: null. */
const readSize = (s: string, numeral: Numeral): RawQuantity | null => {
  if (!numeral.scale.includes('亿') && !(numeral.scale === '万' && s.startsWith('元级', numeral.end))) return null;
  let end = numeral.end;
  if (s.charAt(end) === '元') end++;
  const isMoney = end > numeral.end;
  if (s.charAt(end) !== '级') return null;
  end++;
  if (!isMoney && !startsWithAny(s, end, ['台阶', '大关', '关口', '行列'])) return null;
  return {
    start: numeral.start,
    end,
    value: numeral.mantissa,
    valueMax: null,
    scale: numeral.scale,
    factor: numeral.factor,
    unit: '元',
    group: 'money',
    more: numeral.more,
    form: 'size',
  };
};

const isRangeMark = (char: string): boolean => char === '-' || char === '~' || char === '至' || char === '到';

/** 1：1, 2.5：1: a ratio of two numbers, told from the time of day by its surroundings. */
const readRatio = (s: string, numeral: Numeral): RawQuantity | null => {
  if (
    s.charAt(numeral.end) !== '：' ||
    s.charAt(numeral.start - 1) === '：' ||
    numeral.han ||
    numeral.scale !== '' ||
    !isDigit(s.charCodeAt(numeral.end + 1))
  )
    return null;
  const second = readNumeral(s, numeral.end + 1);
  if (second === null || second.scale !== '' || second.mantissa <= 0 || s.charAt(second.end) === '：') return null;
  const isClock =
    second.end - numeral.end === 3 && numeral.mantissa < 24 && numeral.mantissa === Math.floor(numeral.mantissa);
  if (isClock && !s.slice(Math.max(0, numeral.start - 8), numeral.start).includes('比')) return null;
  return {
    start: numeral.start,
    end: second.end,
    value: numeral.mantissa,
    ratioTo: second.mantissa,
    valueMax: null,
    scale: '',
    factor: 1,
    unit: '',
    group: 'ratio',
    more: false,
    form: 'ratio',
  };
};

/** 翻一番, 翻了一番多, 翻两番, 翻番: a multiple of the base, as growth in %. */
export const readDoubling = (s: string, at: number): RawQuantity | null => {
  if (s.charAt(at) !== '翻') return null;
  const from = s.charAt(at + 1) === '了' ? at + 2 : at + 1;
  const numeral = s.charAt(from) === '番' || s.charAt(from) === '倍' ? null : readNumeral(s, from);
  const end = numeral === null ? from + 1 : numeral.end + 1;
  if (s.charAt(end - 1) !== '番' && !(numeral === null && s.charAt(end - 1) === '倍')) return null;
  if (s.startsWith('增长', end)) return null;
  const times = numeral === null ? 1 : numeral.mantissa;
  if (!(times > 0 && times < 10)) return null;
  return {
    start: at,
    end,
    value: times,
    valueMax: null,
    scale: '',
    factor: 1,
    unit: '倍',
    group: 'ratio',
    more: numeral?.more === true || s.charAt(end) === '多',
    form: 'multiple',
  };
};

/** Number, range or ratio with its unit at `at`; null where the characters are a date, a grade or a code. */
export const readQuantity = (s: string, at: number): RawQuantity | null => {
  if (isRejectedBefore(s, at)) return null;
  const share = readShare(s, at);
  if (share !== null)
    return readShareRange(s, share.end, {
      start: at,
      end: share.end,
      value: share.value,
      valueMax: null,
      scale: '',
      factor: 1,
      unit: share.unit,
      group: 'ratio',
      more: share.above,
      form: 'share',
    });
  const numeral = readNumeral(s, at);
  if (numeral === null) return null;
  const ratio = readRatio(s, numeral);
  if (ratio !== null) return ratio;
  const size = readSize(s, numeral);
  if (size !== null) return size;
  const unit = matchUnit(s, numeral.end);
  const upper = readUpper(s, unit === null ? numeral.end : skipInclusive(s, unit.end));
  if (unit === null && upper === null) return readBare(s, numeral);
  const own = unit ?? (upper as Upper).unit;
  let end = unit === null ? numeral.end : unit.end;
  let valueMax: number | null = numeral.max;
  const { mantissa } = numeral;
  let { factor, scale } = numeral;
  if (upper !== null && (unit === null || unit.text === upper.unit.text)) {
    if (scale === '' && upper.numeral.scale !== '' && unit === null) ({ scale, factor } = upper.numeral);
    valueMax = (upper.numeral.mantissa * upper.numeral.factor) / factor;
    if (valueMax <= mantissa) return null;
    end = upper.end;
  }
  if (own.text === '折') return null;
  // Below zero only where the unit allows it: 低温启动温度达-40℃.
  const isNegative = s.charAt(at - 1) === '-' && /^(?:℃|摄氏度)$/.test(own.text);
  const value = isNegative ? -mantissa : mantissa;
  if (!accepts(s, numeral, own.text, own.group, end, value)) return null;
  return {
    start: isNegative ? at - 1 : at,
    end,
    value,
    valueMax,
    scale,
    factor,
    unit: own.text,
    group: own.group,
    more: numeral.more || moreAfterUnit(s, end),
    form: 'number',
  };
};

const moreAfterUnit = (s: string, end: number): boolean =>
  s.charAt(end) === '多' && !startsWithAny(s, end, ['多元', '多样', '多种', '多个', '多功', '多层', '多式', '多模']);

const readShareRange = (s: string, end: number, quantity: RawQuantity): RawQuantity => {
  if (!isRangeMark(s.charAt(end))) return quantity;
  const next = readShare(s, end + 1);
  return next !== null && next.value > quantity.value ? { ...quantity, end: next.end, valueMax: next.value } : quantity;
};

interface Upper {
  numeral: Numeral;
  unit: { end: number; text: string; group: UnitGroup };
  end: number;
}

/** 10万元（含）至20万元: whether the end counts is said in a bracket. */
const skipInclusive = (s: string, at: number): number => {
  for (const word of ['（含）', '（不含）'])
    if (s.startsWith(word, at) && isRangeMark(s.charAt(at + word.length))) return at + word.length;
  return at;
};

/** The upper end of a range after its mark: 500公里 in 300-500公里. */
const readUpper = (s: string, at: number): Upper | null => {
  let next = at;
  while (next < at + 2 && isRangeMark(s.charAt(next))) next++;
  if (next === at) return null;
  const numeral = readNumeral(s, next);
  if (numeral === null || numeral.bare) return null;
  const unit = matchUnit(s, numeral.end);
  return unit === null ? null : { numeral, unit, end: unit.end };
};

/** 总量超过五千亿规模: a Han number of 亿 without 元 is money where a size is spoken of. */
const readHanMoney = (s: string, numeral: Numeral): RawQuantity | null => {
  if (!numeral.scale.includes('亿') || !/^(?:规模|大关|以上|台阶|[，。；])/.test(s.slice(numeral.end, numeral.end + 2)))
    return null;
  if (!/产值|营收|收入|规模|总量|产业|投资|经济|总值/.test(s.slice(Math.max(0, numeral.start - 20), numeral.start)))
    return null;
  return {
    start: numeral.start,
    end: numeral.end,
    value: numeral.mantissa,
    valueMax: null,
    scale: numeral.scale,
    factor: numeral.factor,
    unit: '元',
    group: 'money',
    more: numeral.more,
    form: 'number',
  };
};

/** A number without a unit counts only with a scale and a bound word beside it: 产量突破20万. */
const readBare = (s: string, numeral: Numeral): RawQuantity | null => {
  if (numeral.bare || isLetter(s.charCodeAt(numeral.end)) || !endsWithAny(s, numeral.start, strongBound)) return null;
  if (numeral.han) return readHanMoney(s, numeral);
  if (numeral.scale === '' && !isIndexValue(s, numeral)) return null;
  return {
    start: numeral.start,
    end: numeral.end,
    value: numeral.mantissa,
    valueMax: null,
    scale: numeral.scale,
    factor: numeral.factor,
    unit: '',
    group: 'none',
    more: numeral.more,
    form: 'number',
  };
};
