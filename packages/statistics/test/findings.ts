/** Findings of a return, for the tests of checks. */
import { type CheckContext, type CheckFinding, checkReturn, type Mend } from '../src/index.ts';
import { withCells } from './firm.ts';

/** `5 warning 11 cumulative` of all findings but notes, in order. */
export const found = (context: CheckContext): string[] =>
  checkReturn(context)
    .filter(({ level }) => level !== 'info')
    .map(({ check, level, row, column, isExplained }) =>
      [check, isExplained ? 'explained' : level, row ?? '-', column ?? '-'].join(' '),
    );

export function findingOf(context: CheckContext, check: string, row?: string): CheckFinding {
  const finding = checkReturn(context).find((one) => one.check === check && (row === undefined || one.row === row));
  if (finding === undefined) throw new Error(`no finding of check ${check}: ${found(context).join('; ')}`);
  return finding;
}

/** What is left when a mend is pressed. */
export function mended(context: CheckContext, mend: Mend | undefined): CheckContext {
  const changes: Record<string, Record<string, Mend['sets'][number]['cell']>> = {};
  for (const { row, column, cell } of mend?.sets ?? []) changes[row] = { ...changes[row], [column]: cell };
  return withCells(context, changes);
}
