import type { Actor, Tx } from '../access/actor.ts';
import type { SearchHit } from '../module.ts';

const like = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** Cases and signals whose title contains the words, what is open first; at most `limit` of each. */
export async function searchLoop(tx: Tx, actor: Actor, query: string, limit: number): Promise<SearchHit[]> {
  const title = actor.locale === 'en' ? 'title_en' : 'title_zh';
  const cases = await tx
    .selectFrom('case_file as f')
    .innerJoin('region as r', 'r.code', 'f.region_code')
    .select(['f.id', `f.${title} as title`, 'r.name as region', 'f.due_on'])
    .where((eb) => eb.or([eb('f.title_zh', 'ilike', like(query)), eb('f.title_en', 'ilike', like(query))]))
    .orderBy((eb) => eb('f.closed_at', 'is', null), 'desc')
    .orderBy('f.opened_at', 'desc')
    .orderBy('f.id')
    .limit(limit)
    .execute();
  const signals = await tx
    .selectFrom('signal as s')
    .innerJoin('region as r', 'r.code', 's.region_code')
    .select(['s.id', `s.${title} as title`, 'r.name as region'])
    .where('s.state', '<>', 'closed')
    .where((eb) => eb.or([eb('s.title_zh', 'ilike', like(query)), eb('s.title_en', 'ilike', like(query))]))
    .orderBy('s.first_seen', 'desc')
    .orderBy('s.id')
    .limit(limit)
    .execute();
  return [
    ...signals.map((one) => ({
      kind: 'signal' as const,
      title: one.title,
      sub: one.region,
      href: `/signals/${one.id}`,
    })),
    ...cases.map((one) => ({
      kind: 'case' as const,
      title: one.title,
      sub: one.due_on ? `${one.region} · ${one.due_on}` : one.region,
      href: `/cases/${one.id}`,
    })),
  ];
}
