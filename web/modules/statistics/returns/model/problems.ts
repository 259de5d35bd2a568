/** What the checks found, by cell and by row. Pure. */
import type { CheckFinding, FormColumn, RowKey } from '@liannao/statistics';

/** The worst first; what holds up nothing is last. */
const ranks = { error: 0, blank: 2, warning: 1, info: 4 } as const;
const rankOf = (finding: CheckFinding): number => (finding.isExplained ? 3 : ranks[finding.level]);

const none: readonly CheckFinding[] = [];

export interface FindingIndex {
  readonly ofRow: (row: RowKey) => readonly CheckFinding[];
}

/**
 * Findings by row. A row whose findings say the same as before keeps the same list, so that it need not be drawn again.
 */
export function indexFindings(findings: readonly CheckFinding[], before?: FindingIndex): FindingIndex {
  const rows = new Map<RowKey, CheckFinding[]>();
  for (const finding of findings) {
    if (finding.row === null) continue;
    const own = rows.get(finding.row);
    if (own) own.push(finding);
    else rows.set(finding.row, [finding]);
  }
  const kept = new Map<RowKey, readonly CheckFinding[]>();
  for (const [row, own] of rows) {
    const known = before?.ofRow(row) ?? none;
    kept.set(row, signature(known) === signature(own) ? known : own);
  }
  return { ofRow: (row) => kept.get(row) ?? none };
}

const signature = (findings: readonly CheckFinding[]) =>
  findings.map((one) => `${one.check} ${one.column} ${one.level} ${one.isExplained} ${one.message.zh}`).join('\n');

/** The finding that marks a cell: the worst of those that name it, or that name its row alone. */
export function findingOfCell(findings: readonly CheckFinding[], column: FormColumn): CheckFinding | undefined {
  return worst(findings.filter((one) => one.column === column && one.level !== 'info'));
}

export const worst = (findings: readonly CheckFinding[]): CheckFinding | undefined =>
  findings.toSorted((a, b) => rankOf(a) - rankOf(b))[0];
