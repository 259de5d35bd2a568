/** What goes to the server next, and what an answer means for what waits. Pure. */
import type { Cells } from '@liannao/statistics';
import { ApiProblem, NoConnection } from '../../../../shell/problem.ts';
import { sameCells } from '../model/cells.ts';

export interface Waiting {
  readonly cells: Cells;
  readonly base: { readonly cells: Cells };
  readonly submitKey: string | null;
}

/** Handing in takes the cells along, so that nothing needs saving before. */
export function nextSend(waiting: Waiting): 'submit' | 'save' | null {
  if (waiting.submitKey !== null) return 'submit';
  return sameCells(waiting.cells, waiting.base.cells) ? null : 'save';
}

/**
 * - `again`: no connection, or the server is busy: the same is tried later.
 * - `conflict`: somebody else wrote in the meantime.
 * - `refused`: trying the same again would be refused again.
 */
export type Setback = 'again' | 'conflict' | 'refused';

export function setbackOf(error: unknown): Setback {
  if (error instanceof NoConnection) return 'again';
  if (!(error instanceof ApiProblem)) return 'refused';
  if (error.status === 412 || error.code === 'return-changed') return 'conflict';
  // Signed out: the frame asks to sign in again, and then the same may be sent.
  return error.status >= 500 || error.status === 429 || error.status === 401 ? 'again' : 'refused';
}

/** Seconds until the next try: soon after the first failure, once a minute at the end. */
export const retrySeconds = (failures: number): number => Math.min(60, 5 * 2 ** Math.max(0, failures - 1));
