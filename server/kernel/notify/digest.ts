import type { z } from 'zod';
import { type Actor, type Tx, withActor } from '../access/actor.ts';
import { actorOfUserId } from '../access/session.ts';
import { audit } from '../audit/audit.ts';
import { loadCalendar } from '../calendar/load.ts';
import { addDays, type Calendar, dayOf, hourOf, isWorkday } from '../calendar/workdays.ts';
import { listCases } from '../cases/index.ts';
import type { DigestSetting } from '../cases/model.ts';
import { badRequest, unauthenticated } from '../errors.ts';
import { listSignals } from '../signals/index.ts';
import type { Db } from '../store/open-store.ts';
import { type DigestContent, digestMail } from './digest-mail.ts';
import type { Frequency } from './tables.ts';

type Setting = z.infer<typeof DigestSetting>;
const HOUR = 8;
const MOST = 500;

export async function readDigest(tx: Tx, actor: Actor): Promise<Setting> {
  const row = await tx
    .selectFrom('digest_setting')
    .select(['email', 'frequency'])
    .where('user_id', '=', actor.userId)
    .executeTakeFirst();
  return row ?? { email: null, frequency: 'off' };
}

/** One's own: where one's digest goes, and how often. */
export async function setDigest(tx: Tx, actor: Actor, setting: Setting, now: Date): Promise<Setting> {
  const { userId } = actor;
  if (userId === null) throw unauthenticated();
  if (setting.frequency !== 'off' && setting.email === null) {
    throw badRequest('invalid-request', 'A digest needs an address.', [
      { field: 'email', code: 'required', message: 'write where it goes' },
    ]);
  }
  const values = { email: setting.email, frequency: setting.frequency, updated_at: now };
  await tx
    .insertInto('digest_setting')
    .values({ user_id: userId, ...values })
    .onConflict((oc) => oc.column('user_id').doUpdateSet(values))
    .execute();
  const detail = { frequency: setting.frequency };
  await audit(tx, actor, { action: 'digest.set', subject: `user:${userId}`, detail });
  return setting;
}

/** Whether a digest is due on that day: on working days, or on the first working day of the week. */
export function isDigestDay(calendar: Calendar, day: string, frequency: Exclude<Frequency, 'off'>): boolean {
  // Of a year whose holidays are not known yet Monday to Friday are worked, which is nearly true.
  const works = (one: string) => isWorkday(calendar, one) ?? ![0, 6].includes(weekday(one));
  if (!works(day)) return false;
  if (frequency === 'daily') return true;
  const sinceMonday = (weekday(day) + 6) % 7;
  return !Array.from({ length: sinceMonday }, (_, back) => addDays(day, -1 - back)).some(works);
}

const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/**
 * Writes the digests of the day from eight o'clock in China on, each once, as what its reader may see. Who has nothing
 * waiting gets no mail. Sending them is another job's.
 */
export async function composeDigests(db: Db, { now, publicUrl }: { now: Date; publicUrl: string }): Promise<number> {
  const day = dayOf(now);
  if (hourOf(now) < HOUR) return 0;
  const calendar = await loadCalendar(db);
  const wanted = await db
    .selectFrom('digest_setting')
    .select(['user_id', 'email', 'frequency', 'last_day'])
    .where('frequency', '<>', 'off')
    .where('email', 'is not', null)
    .where((eb) => eb.or([eb('last_day', 'is', null), eb('last_day', '<', day)]))
    .execute();
  let made = 0;
  for (const { user_id, email, frequency, last_day } of wanted) {
    if (frequency === 'off' || email === null || !isDigestDay(calendar, day, frequency)) continue;
    const actor = await actorOfUserId(db, user_id);
    if (!actor) continue;
    const since = last_day ?? addDays(day, frequency === 'daily' ? -1 : -7);
    const content = await withActor(db, actor, (tx) => contentOf(tx, actor, { day, since, now }));
    const isEmpty = content.overdue.length + content.waiting.length + content.signals.length === 0;
    const mail = digestMail(content, actor.locale, publicUrl);
    await db.transaction().execute(async (tx) => {
      await tx.updateTable('digest_setting').set({ last_day: day }).where('user_id', '=', user_id).execute();
      if (isEmpty) return;
      await tx
        .insertInto('mail')
        .values({
          user_id,
          kind: 'digest',
          day,
          recipient: email,
          subject: mail.subject,
          body_text: mail.text,
          body_html: mail.html,
          created_at: now,
          next_at: now,
        })
        .onConflict((oc) => oc.columns(['user_id', 'kind', 'day']).doNothing())
        .execute();
    });
    if (!isEmpty) made += 1;
  }
  return made;
}

async function contentOf(
  tx: Tx,
  actor: Actor,
  { day, since, now }: { day: string; since: string; now: Date },
): Promise<DigestContent> {
  const mine = (await listCases(tx, actor, { scope: 'mine', state: 'open', limit: MOST }, now)).items;
  const isLate = ({ dueOn }: { dueOn: string | null }) => dueOn !== null && dueOn < day;
  const signals = (await listSignals(tx, actor, { state: 'open', limit: MOST })).items;
  return {
    name: actor.name,
    day,
    overdue: mine.filter(isLate),
    waiting: mine.filter((one) => !isLate(one)),
    signals: signals.filter(({ firstSeen }) => dayOf(new Date(firstSeen)) >= since),
  };
}
