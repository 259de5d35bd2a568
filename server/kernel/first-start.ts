import { systemActor, type Tx, withActor } from './access/actor.ts';
import { hashPassword, newPassword } from './access/secrets.ts';
import { createUser, grantRole } from './access/users.ts';
import type { Db } from './store/open-store.ts';
import type { RoleName } from './store/tables.ts';

export interface Account {
  readonly name: string;
  readonly displayName: string;
  readonly displayNameEn?: string;
  readonly role: RoleName;
  readonly regionCode: string | null;
  /** Credit code of the firm or body that the account acts for. */
  readonly uscc?: string;
}

export interface FirstSignIn {
  readonly names: readonly string[];
  readonly password: string;
}

const ADMINISTRATOR: Account = {
  name: 'admin',
  displayName: '系统管理员',
  displayNameEn: 'Administrator',
  role: 'admin',
  regionCode: null,
};

/** Whether anybody can sign in yet. */
export async function hasUsers(db: Db): Promise<boolean> {
  return (await db.selectFrom('app_user').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/**
 * Makes the administrator and, for the demonstration, one account a role, all with one random password that is shown
 * once. Outside the demonstration it must be changed at the first sign-in.
 */
export async function makeFirstUsers(db: Db, demo: readonly Account[]): Promise<FirstSignIn> {
  const password = newPassword();
  const passwordHash = await hashPassword(password);
  const actor = systemActor('first-start');
  const accounts = [ADMINISTRATOR, ...demo];
  await withActor(db, actor, async (tx) => {
    for (const account of accounts) {
      const userId = await createUser(tx, actor, { ...account, passwordHash, mustChange: demo.length === 0 });
      const partyId = account.uscc === undefined ? null : await partyOf(tx, account.uscc);
      await grantRole(tx, actor, { userId, role: account.role, regionCode: account.regionCode, partyId });
    }
  });
  return { names: accounts.map((account) => account.name), password };
}

async function partyOf(tx: Tx, uscc: string): Promise<string> {
  const party = await tx.selectFrom('party').select('id').where('uscc', '=', uscc).executeTakeFirst();
  if (!party) throw new RangeError(`no party with the credit code ${uscc}`);
  return party.id;
}
