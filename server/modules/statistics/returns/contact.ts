import { sql } from 'kysely';
import type { Tx } from '../../../kernel/access/actor.ts';
import { asSystem } from '../../../kernel/access/as-system.ts';
import type { Locale } from './text.ts';

/**
 * Name of the bureau that a reporter may ask: the nearest to him, his county's first, not above the region that collects.
 * Accounts are not his to read, so the system looks; only the name is told. Null where no bureau has an account.
 */
export const bureauOf = (
  tx: Tx,
  { regionCode, roundRegion }: { readonly regionCode: string; readonly roundRegion: string },
  locale: Locale,
): Promise<string | null> =>
  asSystem(tx, async () => {
    const { rows } = await sql<{ name: string; nameEn: string | null }>`
      select u.display_name as name, u.display_name_en as "nameEn"
      from region_closure c join region_closure up on up.descendant = c.ancestor and up.ancestor = ${roundRegion}
      join role_grant g on g.region_code = c.ancestor and g.role = 'bureau'
        and (g.expires_at is null or g.expires_at > now())
      join app_user u on u.id = g.user_id and u.disabled_at is null
      where c.descendant = ${regionCode} order by c.depth, u.created_at, u.name limit 1`.execute(tx);
    const [found] = rows;
    return found ? (locale === 'en' && found.nameEn) || found.name : null;
  });
