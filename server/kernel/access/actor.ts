import { sql, type Transaction } from 'kysely';
import type { Db } from '../store/open-store.ts';
import { storeRefusal } from '../store/refusal.ts';
import type { RoleName, Tables } from '../store/tables.ts';

export interface Grant {
  readonly role: RoleName;
  readonly regionCode: string | null;
  readonly partyId: string | null;
}

/** Who is asking: a person, a machine with a token, nobody, or the system itself. */
export interface Actor {
  readonly userId: string | null;
  readonly name: string;
  readonly locale: 'zh' | 'en';
  readonly grants: readonly Grant[];
  /** Where the actor came in by token: only these permissions, never more than the roles give. */
  readonly tokenPermissions: readonly string[] | null;
  readonly isSystem: boolean;
  /** The password was given by somebody else: nothing is open but choosing one's own. */
  readonly mustChangePassword?: boolean;
}

export const anonymous = (locale: 'zh' | 'en' = 'zh'): Actor => ({
  userId: null,
  name: 'public',
  locale,
  grants: [],
  tokenPermissions: null,
  isSystem: false,
});

/** Jobs, start-up and the command line: administrator everywhere, named in the audit by what it does. */
export const systemActor = (name: string): Actor => ({
  userId: null,
  name: `system:${name}`,
  locale: 'zh',
  grants: [{ role: 'admin', regionCode: null, partyId: null }],
  tokenPermissions: null,
  isSystem: true,
});

export type Role = RoleName | 'public';

export const rolesOf = (actor: Actor): ReadonlySet<Role> =>
  new Set<Role>(['public', ...actor.grants.map((g) => g.role)]);

export const isAdmin = (actor: Actor) => actor.grants.some((grant) => grant.role === 'admin');

const codes = (actor: Actor, roles: readonly RoleName[]) =>
  actor.grants.flatMap((grant) => (roles.includes(grant.role) && grant.regionCode ? [grant.regionCode] : []));

export type Tx = Transaction<Tables>;

/**
 * Runs `work` in one transaction in which the database itself knows the actor: a role without bypass of row-level
 * security and the regions that may be read and written. A forgotten `where` therefore leaks nothing.
 */
export async function withActor<T>(db: Db, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await db.transaction().execute(async (tx) => {
      await sql`select set_config('role', 'liannao_app', true),
        set_config('liannao.user', ${actor.userId ?? ''}, true),
        set_config('liannao.admin', ${isAdmin(actor) ? 'on' : 'off'}, true),
        set_config('liannao.read_regions', ${codes(actor, ['bureau', 'analyst']).join(',')}, true),
        set_config('liannao.write_regions', ${codes(actor, ['bureau']).join(',')}, true),
        set_config('liannao.party', ${actor.grants.find((grant) => grant.partyId)?.partyId ?? ''}, true)`.execute(tx);
      return await work(tx);
    });
  } catch (error) {
    throw isOutside(error) ? storeRefusal(error) : error;
  }
}

/** A write outside the actor's regions is refused by the database; the client is told so, not shown a fault. */
const isOutside = (error: unknown) => error instanceof Error && (error as Error & { code?: string }).code === '42501';
