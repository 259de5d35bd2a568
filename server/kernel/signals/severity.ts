import type { Severity } from './contract.ts';

const ORDER: readonly Severity[] = ['blue', 'yellow', 'orange', 'red'];

/** 0 for blue to 3 for red. */
export const rank = (severity: Severity): number => ORDER.indexOf(severity);
