import { createHmac } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { sql } from 'kysely';
import type { Db } from '../store/open-store.ts';
import { addressProblem, hostOf, openLookup } from './address.ts';

/** Minutes to wait after each attempt that failed; after the last one it is given up. */
const WAITS = [1, 5, 30, 120, 720] as const;
const TIMEOUT_MS = 10_000;
const AT_ONCE = 20;

export interface Sent {
  readonly sent: number;
  readonly failed: number;
}

/**
 * Sends what waits, each at least once: an attempt is counted before it is made, so that a process which dies on the way
 * leaves it to the next.
 */
export async function deliverWebhooks(
  db: Db,
  { now, allowPrivate }: { now: Date; allowPrivate: boolean },
): Promise<Sent> {
  const sum = { sent: 0, failed: 0 };
  for (;;) {
    const due = await claim(db, now);
    if (due.length === 0) return sum;
    const results = await Promise.all(due.map((one) => attempt(db, one, { now, allowPrivate })));
    sum.sent += results.filter(Boolean).length;
    sum.failed += results.filter((ok) => !ok).length;
  }
}

interface Due {
  readonly id: string;
  readonly webhook_id: string;
  readonly attempts: number;
  readonly payload: string;
  readonly url: string;
  readonly secret: string;
}

const claim = async (db: Db, now: Date): Promise<Due[]> =>
  (
    await sql<Due>`update webhook_delivery d
      set attempts = d.attempts + 1, next_at = ${now}::timestamptz
        + make_interval(mins => (${sql.raw(`array[${WAITS.join(',')}]`)})[least(d.attempts + 1, ${WAITS.length})])
      from webhook w
      where w.id = d.webhook_id and d.id in (
        select q.id from webhook_delivery q join webhook v on v.id = q.webhook_id and v.enabled
        where q.delivered_at is null and q.gave_up_at is null and q.next_at <= ${now}::timestamptz
        order by q.next_at limit ${AT_ONCE} for update of q skip locked)
      returning d.id, d.webhook_id, d.attempts, d.payload, w.url, w.secret`.execute(db)
  ).rows;

async function attempt(
  db: Db,
  due: Due,
  { now, allowPrivate }: { now: Date; allowPrivate: boolean },
): Promise<boolean> {
  const { ok, status } = await post(due, { now, allowPrivate });
  const over = !ok && due.attempts > WAITS.length;
  await db
    .updateTable('webhook_delivery')
    .set({ last_status: status, delivered_at: ok ? now : null, gave_up_at: over ? now : null })
    .where('id', '=', due.id)
    .execute();
  await db.updateTable('webhook').set({ last_status: status }).where('id', '=', due.webhook_id).execute();
  return ok;
}

/** Header `liannao-signature: t=<unix>,v1=<hex hmac-sha256 of "<t>.<body>">`; the secret as text is the key. */
export function signature(secret: string, body: string, at: Date): string {
  const t = Math.floor(at.getTime() / 1000);
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`;
}

function post(
  due: Due,
  { now, allowPrivate }: { now: Date; allowPrivate: boolean },
): Promise<{ ok: boolean; status: string }> {
  const problem = addressProblem(due.url, allowPrivate);
  if (problem) return Promise.resolve({ ok: false, status: problem });
  const url = new URL(due.url);
  const body = Buffer.from(due.payload);
  return new Promise((resolve) => {
    const fail = (error: Error) => resolve({ ok: false, status: error.message.slice(0, 200) });
    const request = (url.protocol === 'https:' ? https : http).request(
      url,
      {
        method: 'POST',
        timeout: TIMEOUT_MS,
        // The other may be silent for less than that at a time, for hours.
        signal: AbortSignal.timeout(2 * TIMEOUT_MS),
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': body.length,
          'user-agent': 'liannao',
          'liannao-signature': signature(due.secret, due.payload, now),
        },
        ...(allowPrivate || isIP(hostOf(url)) ? {} : { lookup: openLookup }),
      },
      (response) => {
        // Whatever it says beside its status is of no interest, and might not end. A redirection is not followed.
        const code = response.statusCode ?? 0;
        response.destroy();
        resolve({ ok: code >= 200 && code < 300, status: `HTTP ${code}` });
      },
    );
    request.on('timeout', () => request.destroy(new Error(`no answer in ${TIMEOUT_MS / 1000} s`)));
    request.on('error', fail);
    request.end(body);
  });
}
