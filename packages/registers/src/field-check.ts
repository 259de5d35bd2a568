import type { Expression } from './expression-ast.ts';
import { parseExpression } from './expression-parse.ts';
import { failed } from './result.ts';
import type { Result } from './types.ts';

const RANGE = /^(-?[\d.]+)\s*\.\.\s*(-?[\d.]+)$/;
const RULE = /^(>=|<=|!=|=|>|<)\s*(.+)$/;

/**
 * The check of a field as an expression on that field: `>= 0`, `0..100`, `>= other-field`, `<= today`. A range includes
 * both ends.
 */
export function fieldCheck(field: string, check: string): Result<Expression> {
  const range = RANGE.exec(check.trim());
  if (range) return parseExpression(`${field} >= ${range[1]} and ${field} <= ${range[2]}`);
  const rule = RULE.exec(check.trim());
  if (rule) return parseExpression(`${field} ${rule[1]} (${rule[2]})`);
  return failed([
    {
      code: 'bad-check',
      path: '',
      zh: `check 应写作 >= 0、0..100 或 >= 另一字段，不是 ${check}`,
      en: `A check is written as >= 0, 0..100 or >= other-field, not ${check}`,
    },
  ]);
}
