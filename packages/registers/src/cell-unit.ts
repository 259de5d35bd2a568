/** Units that figures in files come in, and how they go over into the unit of a field. */

interface Unit {
  readonly dimension: string;
  /** Value in the dimension's base is `number × times × 10^power`. */
  readonly power: number;
  readonly times: number;
}

const plain = (dimension: string, power = 0, times = 1): Unit => ({ dimension, power, times });
const UNITS: ReadonlyMap<string, Unit> = new Map([
  ['元', plain('money')],
  ['千元', plain('money', 3)],
  ['百万元', plain('money', 6)],
  ['千万元', plain('money', 7)],
  ['百亿元', plain('money', 10)],
  ['人民币元', plain('money')],
  ['米', plain('length')],
  ['m', plain('length')],
  ['千米', plain('length', 3)],
  ['公里', plain('length', 3)],
  ['km', plain('length', 3)],
  ['瓦', plain('power', -3)],
  ['w', plain('power', -3)],
  ['千瓦', plain('power')],
  ['kw', plain('power')],
  ['兆瓦', plain('power', 3)],
  ['mw', plain('power', 3)],
  ['千瓦时', plain('energy')],
  ['kwh', plain('energy')],
  ['度', plain('energy')],
  ['兆瓦时', plain('energy', 3)],
  ['mwh', plain('energy', 3)],
  ['亩', plain('area')],
  ['公顷', plain('area', 0, 15)],
  ['平方公里', plain('area', 2, 15)],
  ['平方米', plain('floor')],
  ['㎡', plain('floor')],
  ['m2', plain('floor')],
  ['千克', plain('mass', -3)],
  ['公斤', plain('mass', -3)],
  ['kg', plain('mass', -3)],
  ['吨', plain('mass')],
  ['t', plain('mass')],
  ['吨标准煤', plain('coal')],
  ['吨标煤', plain('coal')],
  ['tce', plain('coal')],
  ['辆', plain('vehicle')],
  ['人', plain('person')],
  ['家', plain('firm')],
  ['户', plain('firm')],
  ['个', plain('piece')],
  ['台', plain('device')],
  ['项', plain('item')],
  ['件', plain('item')],
  ['小时', plain('hour')],
  ['天', plain('day')],
  ['日', plain('day')],
  ['%', plain('share')],
  ['个百分点', plain('share')],
  ['百分比', plain('share')],
]);
const PREFIXES: readonly (readonly [string, number])[] = [
  ['万亿', 12],
  ['亿', 8],
  ['万', 4],
];

const clean = (unit: string) => unit.normalize('NFKC').trim().toLowerCase();

function unitNamed(name: string): Unit | null {
  const unit = UNITS.get(name);
  if (unit) return unit;
  for (const [prefix, power] of PREFIXES) {
    const base = name.startsWith(prefix) ? UNITS.get(name.slice(prefix.length)) : undefined;
    if (base) return { ...base, power: base.power + power };
  }
  return null;
}

/** Turns a decimal text in one unit into a number in another; exact for powers of ten. */
export type Convert = (decimal: string) => number;

/** Null where the two do not measure the same thing. */
export function converter(from: string, to: string | null): Convert | null {
  if (to === null || clean(from) === clean(to)) return Number;
  const [a, b] = [unitNamed(clean(from)), unitNamed(clean(to))];
  if (!a || !b || a.dimension !== b.dimension) return null;
  const power = a.power - b.power;
  const times = a.times / b.times;
  const shift = (decimal: string) => {
    const [digits = '', exponent = '0'] = decimal.toLowerCase().split('e');
    return Number(`${digits}e${Number(exponent) + power}`);
  };
  return times === 1 ? shift : (decimal) => shift(decimal) * times;
}

const IN_BRACKETS = /^(.*?)\s*[(（[【]([^()（）[\]【】]{1,12})[)）\]】]\s*$/u;
const AFTER_SIGN = /^(.*?)\s*[/／,，:：]\s*([^/／,，:：]{1,12})$/u;

/** `总投资（亿元）` is `总投资` in `亿元`; brackets that hold no unit belong to the name. */
export function splitHeading(heading: string): { readonly name: string; readonly unit: string | null } {
  for (const pattern of [IN_BRACKETS, AFTER_SIGN]) {
    const [, name = '', written = ''] = pattern.exec(heading) ?? [];
    const unit = written.replace(/^单位\s*[:：]?\s*/u, '');
    if (name !== '' && unit !== '' && unitNamed(clean(unit))) return { name, unit };
  }
  return { name: heading.trim(), unit: null };
}
