import pg from 'pg';
import { AppError, conflict, forbidden, unprocessable } from '../errors.ts';

/**
 * What the client can act on of an error that the store threw; null for what is our own fault. Codes: PostgreSQL appendix A.
 * Row-level security is the last to refuse a write elsewhere, a constraint the last to see two people collide.
 */
export function storeRefusal(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  if (!(error instanceof Error)) return null;
  const code = (error as Error & { code?: string }).code ?? '';
  if (isUnavailable(error, code)) {
    return new AppError(503, 'store-unavailable', 'The database does not answer for the moment.', { cause: error });
  }
  if (!(error instanceof pg.DatabaseError)) return null;
  if (code === '42501') {
    return forbidden('outside-your-regions', 'This belongs to a region that you may not change.');
  }
  // A null character, a number beyond its column, half of a surrogate pair in JSON.
  if (code.startsWith('22')) {
    return new AppError(400, 'value-not-storable', 'A value cannot be stored as it is.', { cause: error });
  }
  if (code === '23505') return conflict('changed-meanwhile', 'The same was stored by somebody else just now.');
  if (code === '23503') return unprocessable('refers-to-nothing', 'Something that is referred to is not there.');
  if (code === '23514' || code === '23502') return unprocessable('rule-broken', 'The values contradict one another.');
  // Serialisation failure, deadlock.
  if (code === '40001' || code === '40P01') return conflict('changed-meanwhile', 'Somebody else was at it; try again.');
  return null;
}

const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH']);

/** Connection lost, refused or shut down under us; too many connections. */
function isUnavailable(error: Error, code: string): boolean {
  return (
    NETWORK.has(code) ||
    code.startsWith('08') ||
    ['57P01', '57P02', '57P03', '53300', '25P03'].includes(code) ||
    /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/.test(
      error.message,
    )
  );
}
