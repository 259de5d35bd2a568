import { sql } from 'kysely';
import nodemailer from 'nodemailer';
import type { Db } from '../store/open-store.ts';
import type { Sent } from './deliver.ts';

/** Minutes to wait after each attempt that failed; after the last one it is given up. */
const WAITS = [1, 5, 15, 60, 120, 240, 480] as const;
const TIMEOUT_MS = 15_000;

interface Due {
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly body_text: string;
  readonly body_html: string;
  readonly attempts: number;
}

/** Sends mail that waits, one after another; while the mail server is away it stays in the queue. */
export async function sendMails(
  db: Db,
  { smtpUrl, from, now }: { smtpUrl: string; from: string; now: Date },
): Promise<Sent> {
  const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
  const transport = nodemailer.createTransport(
    { url: smtpUrl, ...timeouts, disableFileAccess: true, disableUrlAccess: true },
    { from },
  );
  const sum = { sent: 0, failed: 0 };
  try {
    for (let mail = await claim(db, now); mail; mail = await claim(db, now)) {
      const problem = await transport
        .sendMail({
          to: mail.recipient,
          subject: mail.subject,
          text: mail.body_text,
          html: mail.body_html,
          messageId: `<${mail.id}@liannao>`,
        })
        .then(
          () => null,
          (error: unknown) => (error instanceof Error ? error.message : String(error)),
        );
      sum[problem === null ? 'sent' : 'failed'] += 1;
      const over = problem !== null && mail.attempts > WAITS.length;
      await db
        .updateTable('mail')
        .set({ sent_at: problem === null ? now : null, last_error: problem, gave_up_at: over ? now : null })
        .where('id', '=', mail.id)
        .execute();
    }
    return sum;
  } finally {
    transport.close();
  }
}

/** The attempt is counted before it is made. */
const claim = async (db: Db, now: Date): Promise<Due | undefined> =>
  (
    await sql<Due>`update mail m
      set attempts = m.attempts + 1, next_at = ${now}::timestamptz
        + make_interval(mins => (${sql.raw(`array[${WAITS.join(',')}]`)})[least(m.attempts + 1, ${WAITS.length})])
      where m.id = (select q.id from mail q where q.sent_at is null and q.gave_up_at is null
        and q.next_at <= ${now}::timestamptz order by q.next_at, q.id limit 1 for update skip locked)
      returning m.id, m.recipient, m.subject, m.body_text, m.body_html, m.attempts`.execute(db)
  ).rows[0];
