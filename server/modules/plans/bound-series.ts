import type { Tx } from '../../kernel/access/actor.ts';
import { canonicalScope, scopeText } from '../statistics/index.ts';

/** Indicator and scope of every target that is bound: series that should have figures where something can count them. */
export async function boundSeries(tx: Tx): Promise<{ code: string; scopeKey: string }[]> {
  const rows = await tx
    .selectFrom('plans_target')
    .select(['indicator_code as code', 'scope'])
    .distinct()
    .where('indicator_code', 'is not', null)
    .where('binding', '<>', 'unbound')
    .execute();
  return rows.flatMap(({ code, scope }) => (code ? [{ code, scopeKey: scopeText(canonicalScope(scope)) }] : []));
}
