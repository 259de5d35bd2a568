import type { TargetDetail } from '../../../../server/modules/plans/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { text as ledgerText } from '../ledger-text.ts';
import { text } from '../target-text.ts';
import { type DrawnTrajectory, trajectoryOf } from './trajectory-data.ts';

/** A target's series on one axis in the reader's units, for drawings of other modules; null where there is none. */
export function useCourse(detail: TargetDetail): DrawnTrajectory | null {
  return trajectoryOf(detail, useText(text), useText(ledgerText), useLanguage());
}
