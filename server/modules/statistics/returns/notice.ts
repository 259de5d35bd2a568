import { sql } from 'kysely';
import type { Actor, Tx } from '../../../kernel/access/actor.ts';
import { dayOf } from '../../../kernel/calendar/workdays.ts';
import { conflict, forbidden } from '../../../kernel/errors.ts';
import { emit } from '../../../kernel/events/events.ts';
import type { Db } from '../../../kernel/store/open-store.ts';
import { noteAct } from './change.ts';
import { lockReturn, type ReturnRow } from './queries.ts';
import { standingIn } from './rights.ts';
import { noticeText } from './text.ts';

export const NOTICE = 'statistics.notice';
type Kind = 'question' | 'reminder';

export interface Notice {
  readonly returnId: string;
  readonly kind: Kind;
  readonly text: string;
  readonly by: string;
  readonly at: string;
}

/** Has a mail written, after the caller's transaction, to those who report it and wish mail. */
export const tellReporter = (
  tx: Tx,
  row: Pick<ReturnRow, 'id'>,
  { kind, text, by, now }: { kind: Kind; text: string; by: string; now: Date },
): Promise<void> =>
  emit(tx, { type: NOTICE, payload: { returnId: row.id, kind, text, by, at: now.toISOString() } satisfies Notice });

/** Asks for a return that has not been handed in. @throws AppError 403, 409 `return-handed-in`. */
export async function remindReporter(
  tx: Tx,
  actor: Actor,
  id: string,
  { note, now }: { readonly note?: string | undefined; readonly now: Date },
): Promise<void> {
  const row = await lockReturn(tx, id);
  if (!(await standingIn(tx, actor, row)).isHolder) throw forbidden();
  if (!['open', 'draft', 'returned', 'reopened'].includes(row.state)) {
    throw conflict('return-handed-in', 'The return has been handed in, or is not waited for.');
  }
  await tellReporter(tx, row, { kind: 'reminder', text: note ?? '', by: actor.name, now });
  await noteAct(tx, actor, { row, action: 'remind', revision: row.revision, note, now });
}

interface Recipient {
  readonly userId: string;
  readonly email: string;
  readonly locale: 'zh' | 'en';
}

/** Puts the mails into the queue, one a day for each reader, return and kind; handed the same notice again it adds none. */
export async function queueNotice(notice: Notice, db: Db): Promise<void> {
  const { rows: found } = await sql<{ form: string; formEn: string; period: string; reporter: string; dueOn: string }>`
    select v.definition->>'zh' as form, v.definition->>'en' as "formEn", r.period, coalesce(p.name, g.name) as reporter,
      r.due_on as "dueOn"
    from statistics_return r join statistics_round t on t.id = r.round_id
    join statistics_form_version v on v.form_id = t.form_id and v.version = t.version
    join region g on g.code = r.region_code left join party p on p.id = r.party_id
    where r.id = ${notice.returnId}::uuid`.execute(db);
  const about = found[0];
  if (!about) return;
  const { rows: readers } = await sql<Recipient>`
    select distinct u.id as "userId", d.email, u.locale from statistics_return r
    join role_grant g on case when r.party_id is null then g.role = 'bureau' and g.region_code = r.region_code
      else g.party_id = r.party_id end
    join app_user u on u.id = g.user_id and u.disabled_at is null
    join digest_setting d on d.user_id = u.id and d.email is not null and d.frequency <> 'off'
    where r.id = ${notice.returnId}::uuid and (g.expires_at is null or g.expires_at > now())`.execute(db);
  const at = new Date(notice.at);
  for (const { userId, email, locale } of readers) {
    const mail = noticeText(locale, notice, { ...about, form: locale === 'en' ? about.formEn : about.form });
    await db
      .insertInto('mail')
      .values({
        user_id: userId,
        kind: `return-${notice.kind}:${notice.returnId}`,
        day: dayOf(at),
        recipient: email,
        subject: mail.subject,
        body_text: mail.text,
        body_html: mail.html,
        created_at: at,
        next_at: at,
      })
      .onConflict((oc) => oc.columns(['user_id', 'kind', 'day']).doNothing())
      .execute();
  }
}
