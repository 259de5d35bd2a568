import { badRequest } from '../errors.ts';

/** The revision that a change is based on; null where the client does not say, and then whatever stands is changed. */
export function ifMatch(header: string | undefined): number | null {
  if (header === undefined || header.trim() === '*') return null;
  const digits = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim())?.[1];
  if (digits === undefined) {
    throw badRequest('invalid-request', 'If-Match takes the revision that the change is based on.');
  }
  return Number(digits);
}
