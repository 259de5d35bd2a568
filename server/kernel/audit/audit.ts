import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor, Tx } from '../access/actor.ts';
import type { Db } from '../store/open-store.ts';

/** Adds one entry in the caller's transaction; the database gives it its number and links it to the one before. */
export async function audit(
  tx: Tx,
  actor: Actor,
  entry: { action: string; subject: string; detail?: object },
): Promise<void> {
  await sql`insert into audit_entry (actor_id, actor_name, action, subject, detail)
    values (${actor.userId}, ${actor.name}, ${entry.action}, ${entry.subject}, ${JSON.stringify(entry.detail ?? {})})`.execute(
    tx,
  );
}

export interface ChainReport {
  readonly ok: boolean;
  readonly entries: number;
  /** Hash of the newest entry: noted elsewhere, it also proves that none was cut off the end. */
  readonly head: string;
  readonly firstBroken: { seq: number; reason: 'hash-differs' | 'link-broken' | 'number-missing' } | null;
}

const PAGE = 5000;
const SEPARATOR = String.fromCharCode(31);
const ORIGIN = '0'.repeat(64);

interface ChainRow {
  seq: number;
  at: string;
  actor: string;
  actor_name: string;
  action: string;
  subject: string;
  detail: string;
  prev_hash: string;
  hash: string;
}

/** Recomputes the whole chain outside the database. Linear, in pages of 5,000. */
export async function verifyAudit(db: Db): Promise<ChainReport> {
  let head = ORIGIN;
  let seq = 0;
  for (;;) {
    const page = await sql<ChainRow>`select seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
      coalesce(actor_id::text, '-') as actor, actor_name, action, subject, detail, prev_hash, hash
      from audit_entry where seq > ${seq} order by seq limit ${PAGE}`.execute(db);
    for (const row of page.rows) {
      const broken = breakIn(row, seq, head);
      if (broken) return { ok: false, entries: seq, head, firstBroken: { seq: row.seq, reason: broken } };
      seq = row.seq;
      head = row.hash;
    }
    if (page.rows.length < PAGE) return { ok: true, entries: seq, head, firstBroken: null };
  }
}

function breakIn(row: ChainRow, lastSeq: number, lastHash: string) {
  if (row.seq !== lastSeq + 1) return 'number-missing';
  if (row.prev_hash !== lastHash) return 'link-broken';
  const text = [row.seq, row.at, row.actor, row.actor_name, row.action, row.subject, row.detail, row.prev_hash];
  const hash = createHash('sha256').update(text.join(SEPARATOR)).digest('hex');
  return hash === row.hash ? null : 'hash-differs';
}
