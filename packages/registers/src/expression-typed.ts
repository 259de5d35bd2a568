import type { Expression } from './expression-ast.ts';
import type { Checked } from './expression-checked.ts';
import { problem } from './expression-lex.ts';
import type { Place, ResolvedStep } from './expression-resolve.ts';
import type { Issue } from './types.ts';
import type { ValueType } from './value-type.ts';

/** A checked part with its type. */
export interface Typed {
  readonly node: Checked;
  readonly type: ValueType;
}
export type Outcome = Typed | Issue;

export interface Checking extends Place {
  readonly thresholds: Readonly<Record<string, number>>;
  readonly used: { readonly paths: Map<string, readonly ResolvedStep[]>; readonly thresholds: Set<string> };
  readonly check: (node: Expression, checking: Checking) => Outcome;
}

export const isIssue = (outcome: Outcome): outcome is Issue => 'zh' in outcome;

export const isSingle = (type: ValueType, base: ValueType['base']) => type.base === base && !type.many;

export const wrongType = (node: Expression, zh: string, en: string): Issue =>
  problem('wrong-type', node.at, `这里应为${zh}`, `This has to be ${en}`);
