import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

// OWASP's second recommended setting for Argon2id (the library's default variant): 19 MiB, two passes, one lane.
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2ID);

// Verified against when there is no such user, so that the answer takes as long.
const NOBODY = await hashPassword(randomBytes(16).toString('hex'));

export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const matches = await verify(stored ?? NOBODY, password);
  return matches && stored !== null;
}

/** 256 random bits, URL-safe. Only its hash is stored. */
export const newToken = (): string => randomBytes(32).toString('base64url');

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

// No look-alikes, since people type it once from a terminal.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Four groups of four: 79 bits. */
export function newPassword(): string {
  const letters = [...randomBytes(64)].filter((byte) => byte < 248).slice(0, 16);
  return letters.map((byte, at) => (at > 0 && at % 4 === 0 ? '-' : '') + LETTERS[byte % LETTERS.length]).join('');
}
