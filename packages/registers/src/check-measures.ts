import { type Checked, pass } from './checking.ts';
import { readExpression } from './expression-check.ts';
import type { CheckedExpression } from './expression-checked.ts';
import { registerOf } from './expression-resolve.ts';
import type { At } from './reading.ts';
import { nearest } from './result.ts';
import type { Measure } from './types.ts';

type Kind = Measure['measure'];
const NEEDS: Readonly<Record<Kind, readonly ('of' | 'per' | 'from' | 'to' | 'over')[]>> = {
  count: [],
  distinct: ['of'],
  sum: ['of'],
  average: ['of'],
  value: ['of'],
  'median-days': ['from', 'to'],
  share: ['over'],
  'share-distinct': ['of', 'over'],
  'share-sum': ['of', 'per'],
  ratio: ['of', 'per'],
};
const NUMERIC: ReadonlySet<Kind> = new Set(['sum', 'average', 'value', 'share-sum', 'ratio']);
const DATED: ReadonlySet<string> = new Set(['date', 'datetime', 'month', 'year']);

/** What a measure takes is there and of the right kind. */
export function checkMeasure(checked: Checked, measure: Measure, at: At): void {
  const { reading } = checked;
  for (const key of NEEDS[measure.measure]) {
    if (measure[key] === null) {
      reading.note([...at, key], {
        code: 'key-missing',
        zh: `${measure.measure} 要有 ${key}`,
        en: `${measure.measure} needs ${key}`,
      });
    }
  }
  const path = (key: 'of' | 'per' | 'from' | 'to' | 'date') => {
    const text = measure[key];
    return text === null ? null : read(checked, [...at, key], text);
  };
  for (const key of ['of', 'per'] as const) {
    const value = path(key);
    if (value && NUMERIC.has(measure.measure) && value.type.base !== 'number')
      wrong(checked, [...at, key], '数值', 'a number');
  }
  for (const key of ['from', 'to'] as const) {
    const value = path(key);
    if (value && value.type.base !== 'date') wrong(checked, [...at, key], '日期', 'a date');
  }
  if (measure.at === 'flow' && measure.date === null) {
    reading.note([...at, 'date'], { code: 'key-missing', zh: 'flow 要有 date', en: 'flow needs date' });
  }
  const date = path('date');
  const type = date?.root.kind === 'column' ? date.root.path.at(-1)?.field?.type : undefined;
  if (date && !DATED.has(type ?? ''))
    wrong(checked, [...at, 'date'], '日期、月份或年份字段', 'a field with a date, month or year');
  checkUnit(checked, measure, at);
  if (measure.where !== null) read(checked, [...at, 'where'], measure.where, true);
  if (measure.over) checkOver(checked, measure.over, [...at, 'over']);
}

/** A measure of the catalogue has its unit there. Where what it adds up is not known, that is the mistake to say. */
function checkUnit({ reading, context }: Checked, measure: Measure, at: At): void {
  const isSaid = reading.issues.some(({ path }) => path.startsWith(`${at.join('.')}.of`));
  if (measure.unit !== null || isSaid || context.indicators.has(measure.code)) return;
  const zh = `指标目录里没有 ${measure.code}，须写 unit`;
  reading.note([...at, 'unit'], {
    code: 'unit-missing',
    zh,
    en: `The catalogue has no ${measure.code}; it needs a unit`,
  });
}

function checkOver(checked: Checked, over: NonNullable<Measure['over']>, at: At): void {
  const { reading, definition, context } = checked;
  const register = over.register === null ? definition : registerOf(over.register, definition, context);
  if (!register) {
    const id = over.register ?? '';
    const suggestion = nearest(id, context.registers.keys());
    reading.note([...at, 'register'], {
      code: 'unknown-register',
      zh: `没有登记表 ${id}`,
      en: `No register ${id}`,
      suggestion,
    });
  } else if (over.where !== null) {
    read({ ...checked, definition: register }, [...at, 'where'], over.where, true);
  }
}

function read(checked: Checked, at: At, text: string, isCondition = false): CheckedExpression | null {
  const options = isCondition ? ({ want: 'boolean' } as const) : {};
  const result = readExpression(text, checked.definition, checked.context, options);
  if (result.ok) return result.value;
  pass(checked.reading, at, result.issues);
  return null;
}

const wrong = ({ reading }: Checked, at: At, zh: string, en: string) =>
  reading.note(at, { code: 'wrong-type', zh: `这里应为${zh}`, en: `This has to be ${en}` });
