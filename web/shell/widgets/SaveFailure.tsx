import { ApiProblem } from '../problem.ts';
import { ErrorState } from './ErrorState.tsx';

/** Somebody else saved in the meantime. */
export const isConflict = (error: unknown): boolean => error instanceof ApiProblem && error.status === 412;

/** Why a form was not saved, if it was not; a conflict in the form's own words. */
export function SaveFailure({ error, conflict }: { error: unknown; conflict: string }) {
  if (error === null || error === undefined) return null;
  return isConflict(error) ? <p className="ln-warning">{conflict}</p> : <ErrorState error={error} />;
}
