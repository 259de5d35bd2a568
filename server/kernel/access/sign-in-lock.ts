import { sql } from 'kysely';
import { AppError } from '../errors.ts';
import type { Db } from '../store/open-store.ts';

/** Failures from one client before that client waits; a colleague elsewhere still signs in with the same name. */
const OF_CLIENT = 5;
/** Failures from anywhere before the name itself waits: many machines guessing at one account. */
const OF_NAME = 100;
const LOCK_MINUTES = 15;

/** Whoever tries, and where from. */
export interface Attempt {
  readonly name: string;
  readonly client: string;
  readonly now: Date;
}

/** @throws AppError 429 `sign-in-locked`, for a name that nobody has as for one that somebody has. */
export async function refuseLocked(db: Db, { name, client, now }: Attempt): Promise<void> {
  const { rows } = await sql<{ own: number; all: number }>`
    select coalesce(sum(failures) filter (where client = ${client}), 0)::int as own, coalesce(sum(failures), 0)::int as all
    from sign_in_failure where name = ${name} and last_at > ${since(now)}`.execute(db);
  const [counted] = rows;
  if (counted && (counted.own >= OF_CLIENT || counted.all >= OF_NAME)) {
    throw new AppError(429, 'sign-in-locked', `Locked for ${LOCK_MINUTES} minutes after too many failures.`);
  }
}

/** In one statement, so that failures side by side are all counted. */
export async function countFailure(db: Db, { name, client, now }: Attempt): Promise<void> {
  await sql`insert into sign_in_failure (name, client, failures, last_at) values (${name}, ${client}, 1, ${now})
    on conflict (name, client) do update set last_at = excluded.last_at,
      failures = case when sign_in_failure.last_at > ${since(now)} then sign_in_failure.failures else 0 end + 1`.execute(
    db,
  );
}

/** Whoever has signed in starts anew, and what is long past is forgotten. */
export async function forgetFailures(db: Db, { name, client, now }: Attempt): Promise<void> {
  await sql`delete from sign_in_failure
    where (name = ${name} and client = ${client}) or last_at <= ${since(now)}`.execute(db);
}

/** An administrator's new password opens the name again, wherever it was locked from. */
export async function unlockName(db: Db, name: string): Promise<void> {
  await sql`delete from sign_in_failure where name = ${name}`.execute(db);
}

const since = (now: Date) => new Date(now.getTime() - LOCK_MINUTES * 60_000);
