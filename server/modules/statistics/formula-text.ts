import type { FormulaOperand, FormulaOutcome, OperandMissing } from '@liannao/statistics';
import { scopeWords } from './model-scope.ts';

type Value = Extract<FormulaOutcome, { kind: 'value' }>;
type None = Extract<FormulaOutcome, { kind: 'none' }>;
type NoRate = Extract<None, { reason: 'no-rate' }>['growth'];

/** The words of a formula with its numbers put in, and of why it gives none. */
const zh = {
  operand: (name: string, cut: string) => (cut === '' ? name : `${name}（${cut}）`),
  mean: (value: string) => `${value}（期初、期末平均）`,
  opening: (label: string) => `${label}（期初）`,
  closing: (label: string) => `${label}（期末）`,
  missing: {
    'below-unit': '不足最小单位',
    unknown: '未取得',
    'not-applicable': '无此项',
    'not-yet-reported': '未报',
    suppressed: '不予公布',
    withdrawn: '已撤回',
    'no-figure': '没有数据',
  } satisfies Record<OperandMissing, string>,
  missingOne: (name: string, why: string) => `“${name}”${why}`,
  joint: '，',
  missingAll: (list: string) => `。算不出：${list}。`,
  baseZero: '。算不出：分母为零。',
  baseNegative: '。算不出：分母为负数。',
  noRate: {
    'to-loss': '。由盈转亏，不计算增速。',
    'to-profit': '。扭亏为盈，不计算增速。',
    'loss-wider': '。上年同期为负，增亏，不计算增速。',
    'loss-narrower': '。上年同期为负，减亏，不计算增速。',
  } satisfies Record<NoRate['kind'], string>,
  unit: (unit: string) => `。算不出：计量单位“${unit}”不相符。`,
  atLeast: '。至少如此：更早的年份没有数据。',
  suspect: '。增速超过 1,000%，请核对计量单位。',
};

const en: typeof zh = {
  operand: (name, cut) => (cut === '' ? name : `${name} (${cut})`),
  mean: (value) => `${value} (mean of both ends of the period)`,
  opening: (label) => `${label} (opening)`,
  closing: (label) => `${label} (closing)`,
  missing: {
    'below-unit': 'is less than the smallest unit shown',
    unknown: 'is not available',
    'not-applicable': 'does not apply',
    'not-yet-reported': 'is not yet reported',
    suppressed: 'is withheld',
    withdrawn: 'was withdrawn',
    'no-figure': 'has no figure',
  },
  missingOne: (name, why) => `“${name}” ${why}`,
  joint: ', ',
  missingAll: (list) => `. Not computed: ${list}.`,
  baseZero: '. Not computed: the divisor is zero.',
  baseNegative: '. Not computed: the divisor is negative.',
  noRate: {
    'to-loss': '. From profit to loss; no rate is computed.',
    'to-profit': '. From loss to profit; no rate is computed.',
    'loss-wider': '. The base is a loss, and the loss grew; no rate is computed.',
    'loss-narrower': '. The base is a loss, and the loss shrank; no rate is computed.',
  },
  unit: (unit) => `. Not computed: the unit “${unit}” does not fit.`,
  atLeast: '. At least: years before have no figures.',
  suspect: '. Growth above 1,000%; please check the unit.',
};

/** Sentences of one formula in the reader's language. */
export function formulaWords(locale: 'zh' | 'en') {
  const say = locale === 'en' ? en : zh;
  return {
    operand: (name: string, { period, basis }: FormulaOperand): string => {
      const other = { ...(period === 'same' ? {} : { period }), ...(basis === 'as-reported' ? {} : { basis }) };
      return say.operand(name, scopeWords(other, locale));
    },
    mean: say.mean,
    end: (label: string, opening: boolean): string => (opening ? say.opening(label) : say.closing(label)),
    /** What to know beside a value; empty for most. */
    note: ({ atLeast, suspect }: Value): string => (atLeast ? say.atLeast : suspect ? say.suspect : ''),
    why: (outcome: None, nameOf: (operand: FormulaOperand) => string): string => {
      switch (outcome.reason) {
        case 'operand-missing': {
          const each = outcome.operands.map(({ operand, missing }) =>
            say.missingOne(nameOf(operand), say.missing[missing]),
          );
          return say.missingAll([...new Set(each)].join(say.joint));
        }
        case 'base-zero':
          return say.baseZero;
        case 'base-negative':
          return say.baseNegative;
        case 'no-rate':
          return say.noRate[outcome.growth.kind];
        case 'unit':
          return say.unit(outcome.unit);
      }
    },
  };
}
