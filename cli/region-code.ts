import type { Tx } from '@liannao/server/kernel/access/actor.ts';
import { findRegion, regionsNamed } from '@liannao/server/kernel/region/queries.ts';
import { InputError } from './command.ts';

/** Code of a region given by code or name; undefined where none is given. @throws InputError where none or several fit. */
export async function regionCode(tx: Tx, region: string | undefined): Promise<string | undefined> {
  if (region === undefined) return undefined;
  const found = (await findRegion(tx, region)) ?? (await only(tx, region));
  if (!found) throw new InputError(`--region ${region}: no such region; write its code or its full name`);
  return found.code;
}

async function only(tx: Tx, name: string) {
  const named = await regionsNamed(tx, name);
  if (named.length < 2) return named[0];
  const list = named.map((one) => `${one.code} ${one.name}`).join(', ');
  throw new InputError(`--region ${name}: several have that name (${list}); write the code`);
}
