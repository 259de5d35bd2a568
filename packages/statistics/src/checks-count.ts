/** What findings mean for handing in. statistics-conventions 11: E blocks, W needs a reason, I is a note. */
import type { CheckFinding } from './check-types.ts';

export interface FindingCounts {
  readonly error: number;
  /** Without a reason. */
  readonly warning: number;
  readonly blank: number;
  /** Warnings that have their reason. */
  readonly explained: number;
}

export function countFindings(findings: readonly CheckFinding[]): FindingCounts {
  const counts = { error: 0, warning: 0, blank: 0, explained: 0 };
  for (const { level, isExplained } of findings) {
    if (level === 'info') continue;
    if (isExplained) counts.explained += 1;
    else counts[level] += 1;
  }
  return counts;
}

/** The findings that hold up handing in: errors, blanks, and warnings without a reason. Empty: it may be handed in. */
export const dueFindings = (findings: readonly CheckFinding[]): CheckFinding[] =>
  findings.filter(({ level, isExplained }) => level !== 'info' && !isExplained);
