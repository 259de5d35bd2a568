import type { Line } from './reading-text.ts';
import type { TargetInput } from './target.ts';
import type { PlanTarget } from './types.ts';
export const readTableBlock = (_: { input: TargetInput; block: readonly Line[]; section: number; targets: PlanTarget[] }): void => {};
