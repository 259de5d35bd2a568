/** All checks of one return. statistics-conventions 11, all but 25 and 26, which are of sums and rosters. */
import type { CheckContext, CheckFinding } from './check-types.ts';
import { checkBases, checkGrowth } from './checks-base.ts';
import { checkCells } from './checks-cells.ts';
import { checkCumulative } from './checks-cumulative.ts';
import { findingsOf, openFinder } from './checks-find.ts';
import { checkFirm } from './checks-firm.ts';
import { checkPast } from './checks-outlier.ts';
import { checkParts } from './checks-parts.ts';
import { checkRelations } from './checks-relations.ts';
import { checkRows } from './checks-rows.ts';
import { checkSlips } from './checks-slip.ts';
import { checkWhole } from './checks-whole.ts';

/**
 * What is wrong, doubtful or left blank in a return, in the order of the form, the whole return first. `check` is the
 * number in the conventions, the id of the form's own relation, `cell` for what cannot stand in a cell, or `blank`.
 * A reason in the cell explains a warning; checks 4 and 7 ask for a reason code. Linear in rows times past reports.
 * Never throws for what was filled in.
 */
export function checkReturn(context: CheckContext): CheckFinding[] {
  const finder = openFinder(context);
  checkWhole(finder);
  checkCells(finder);
  checkCumulative(finder);
  checkBases(finder);
  checkParts(finder);
  checkRelations(finder);
  checkRows(finder);
  // The likeliest cause is told first: what is only strange is silent about the same cell.
  checkSlips(finder);
  checkFirm(finder);
  checkPast(finder);
  checkGrowth(finder);
  return findingsOf(finder);
}
