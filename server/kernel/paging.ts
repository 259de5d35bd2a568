import { badRequest } from './errors.ts';

/** An opaque cursor: the sort key of the last row shown. */
export const encodeCursor = (key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

export function decodeCursor(cursor: string, length: number): (string | number)[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(key) && key.length === length) return key;
  } catch {
    // Falls through: a cursor that is not ours is the client's mistake.
  }
  throw badRequest('invalid-request', 'The cursor is not one that this list gave out.');
}
