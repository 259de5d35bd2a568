import type { z } from 'zod';
import type { Actor, Tx } from '../../kernel/access/actor.ts';
import type { SearchHit } from '../../kernel/module.ts';
import { decodeCursor, encodeCursor } from '../../kernel/paging.ts';
import type { OutlineView, ReportPage, ReportQuery } from './model.ts';
import { outlines } from './outlines/index.ts';
import { reportPeriod } from './pages.ts';
import { countReports, selectReports } from './queries.ts';
import { reportText } from './text.ts';
import { headOf } from './views.ts';

export async function listReports(tx: Tx, actor: Actor, query: z.infer<typeof ReportQuery>): Promise<ReportPage> {
  const { cursor, limit, ...filter } = query;
  const offset = cursor ? Math.max(0, Math.floor(Number(decodeCursor(cursor, 1)[0]) || 0)) : 0;
  const rows = await selectReports(tx, { ...filter, limit: limit + 1, offset });
  return {
    items: rows.slice(0, limit).map((row) => headOf(row, actor)),
    nextCursor: rows.length > limit ? encodeCursor([offset + limit]) : null,
    total: await countReports(tx, filter),
  };
}

export const outlineViews = (lang: 'zh' | 'en'): OutlineView[] =>
  outlines.map((outline) => ({
    kind: outline.kind,
    name: outline.names[lang],
    needsPlan: outline.needsPlan,
    chapters: outline.parts.flatMap(({ block }) =>
      block.type === 'heading' && block.level === 1 ? [block.text[lang]] : [],
    ),
  }));

/** Reports for the search box. */
export async function searchReports(tx: Tx, query: string, limit: number): Promise<SearchHit[]> {
  const rows = await selectReports(tx, { q: query, limit });
  return rows.map((row) => ({
    kind: 'report',
    title: row.title_zh,
    sub: [row.number_text, reportPeriod(row.month, 'zh'), reportText.zh.stateName[row.state]]
      .filter(Boolean)
      .join(' · '),
    href: `/reports/${row.id}`,
  }));
}
