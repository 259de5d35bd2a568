import type { Tx } from '../../../kernel/access/actor.ts';
import { forbidden, notFound } from '../../../kernel/errors.ts';
import { mayWriteRegion } from './form-queries.ts';

export const outside = () => forbidden('outside-your-regions', 'The region is not yours to change.');

/** @throws AppError 404 `region-not-found`, 403 `outside-your-regions`. */
export async function requireRegion(tx: Tx, code: string): Promise<void> {
  const region = await tx.selectFrom('region').select('code').where('code', '=', code).executeTakeFirst();
  if (!region) throw notFound('region', code);
  if (!(await mayWriteRegion(tx, code))) throw outside();
}
