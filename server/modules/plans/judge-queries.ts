import { sql } from 'kysely';
import type { Tx } from '../../kernel/access/actor.ts';

export interface PlanTerm {
  readonly id: string;
  readonly from: number | null;
  readonly to: number | null;
}

export const selectTerms = (tx: Tx, planIds: readonly string[]): Promise<PlanTerm[]> =>
  planIds.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('plans_plan')
        .select(['id', 'period_start as from', 'period_end as to'])
        .where('id', '=', sql<string>`any(${planIds}::uuid[])`)
        .execute();

export const selectYears = (tx: Tx, targetIds: readonly string[]) =>
  targetIds.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('plans_target_year')
        .select(['target_id as targetId', 'year', 'value', 'note'])
        .where('target_id', '=', sql<string>`any(${targetIds}::uuid[])`)
        .orderBy('year')
        .execute();
