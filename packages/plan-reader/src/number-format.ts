/** Writes numbers in the forms that Chinese official texts use. The inverse of `parseNumber`. */

/**
 * `digits` 12345, `grouped` 12,345, `full-width` １２３４５, `scaled` 1.2345万, `han` 一万二千三百四十五,
 * `formal` 壹万贰仟叁佰肆拾伍.
 */
export type NumberStyle = 'digits' | 'grouped' | 'full-width' | 'scaled' | 'han' | 'formal';

const digits = { han: '零一二三四五六七八九', formal: '零壹贰叁肆伍陆柒捌玖' } as const;
const steps = { han: ['', '十', '百', '千'], formal: ['', '拾', '佰', '仟'] } as const;

/** 1..9999 in words, without the leading 零 that a gap before it asks for. */
const section = (value: number, style: 'han' | 'formal'): string => {
  let text = '';
  let isGap = false;
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(value / 10 ** place) % 10;
    if (digit === 0) {
      isGap = text !== '';
      continue;
    }
    if (isGap) text += digits[style].charAt(0);
    isGap = false;
    text += digits[style].charAt(digit) + (steps[style][place] ?? '');
  }
  return text;
};

/** Whole numbers up to 10^16, by groups of four digits: 万, 亿, 万亿. A leading 一十 keeps its 一. */
const words = (value: number, style: 'han' | 'formal'): string => {
  if (value === 0) return digits[style].charAt(0);
  const join = (high: string, low: number, width: number): string => {
    if (low === 0) return high;
    return `${high}${low < width / 10 ? digits[style].charAt(0) : ''}${words(low, style)}`;
  };
  if (value >= 1e8) return join(`${words(Math.floor(value / 1e8), style)}亿`, value % 1e8, 1e8);
  if (value >= 1e4) return join(`${section(Math.floor(value / 1e4), style)}万`, value % 1e4, 1e4);
  return section(value, style);
};

const plainDigits = (value: number): string => {
  const text = String(value);
  return text.includes('e') ? value.toFixed(6).replace(/0+$/, '').replace(/\.$/, '') : text;
};

const scales: readonly (readonly [number, string])[] = [
  [1e12, '万亿'],
  [1e8, '亿'],
  [1e4, '万'],
];

/**
 * `value` in the given style. `han` and `formal` take whole numbers in 0..10^16 and throw RangeError for others; the
 * rest take any finite number that is not negative.
 */
export const formatNumber = (value: number, style: NumberStyle = 'digits'): string => {
  if (!Number.isFinite(value) || value < 0) throw new RangeError(`not a finite number >= 0: ${value}`);
  switch (style) {
    case 'digits':
      return plainDigits(value);
    case 'grouped': {
      const [whole = '', fraction] = plainDigits(value).split('.');
      const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
      return fraction === undefined ? grouped : `${grouped}.${fraction}`;
    }
    case 'full-width':
      return plainDigits(value).replace(/[0-9.]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
    case 'scaled': {
      const scale = scales.find(([factor]) => value >= factor);
      return scale === undefined ? plainDigits(value) : `${plainDigits(value / scale[0])}${scale[1]}`;
    }
    default:
      if (!Number.isInteger(value) || value > 1e16) throw new RangeError(`no whole number in 0..10^16: ${value}`);
      return words(value, style).replace(/^一十/, '十');
  }
};
