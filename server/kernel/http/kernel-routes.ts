import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import { searchLoop } from '../cases/search.ts';
import { notFound } from '../errors.ts';
import { AuditView, Health, IdParam, JobView, Page, Region, RegionLevel, SearchHit } from '../model.ts';
import type { Deps, Module } from '../module.ts';
import { decodeCursor, encodeCursor } from '../paging.ts';
import { searchRegions } from '../region/queries.ts';
import { searchRegisters } from '../registers/search.ts';
import { typed } from './route.ts';

/** Health, regions, jobs, audit, and the search over all modules. */
export function kernelRoutes(app: FastifyInstance, deps: Deps, modules: readonly Module[], version: string): void {
  const scope = typed(app);
  scope.get('/health', { config: { permission: 'kernel.read' }, schema: { response: { 200: Health } } }, async () => {
    const answered = await sql<{ version: string }>`select current_setting('server_version') as version`
      .execute(deps.db)
      .then(
        (result) => ({ state: 'ok' as const, detail: `PostgreSQL ${result.rows[0]?.version} (${deps.store.kind})` }),
        () => ({ state: 'failed' as const, detail: 'PostgreSQL does not answer' }),
      );
    const status = answered.state === 'ok' ? ('ok' as const) : ('degraded' as const);
    return { status, version, parts: [{ name: 'store', ...answered }] };
  });

  scope.get(
    '/regions',
    {
      config: { permission: 'kernel.read' },
      schema: {
        querystring: z.object({
          q: z.string().max(60).optional(),
          parent: z.string().max(40).optional(),
          level: RegionLevel.optional(),
          limit: z.coerce.number().int().min(1).max(1000).default(100),
        }),
        response: { 200: z.object({ items: z.array(Region) }) },
      },
    },
    async (request) => ({ items: await request.asking.run((tx) => searchRegions(tx, request.query)) }),
  );

  scope.get(
    '/jobs/:id',
    { config: { permission: 'kernel.self' }, schema: { params: IdParam, response: { 200: JobView } } },
    async (request) => {
      const job = await request.asking.run((tx) =>
        tx.selectFrom('job_run').selectAll().where('id', '=', request.params.id).executeTakeFirst(),
      );
      if (!job) throw notFound('job', request.params.id);
      return z.parse(JobView, job);
    },
  );

  scope.get(
    '/audit',
    {
      config: { permission: 'kernel.audit' },
      schema: {
        querystring: Page.extend({ q: z.string().max(100).optional() }),
        response: { 200: z.object({ items: z.array(AuditView), nextCursor: z.string().nullable() }) },
      },
    },
    async (request) => {
      const { cursor, limit, q } = request.query;
      const before = cursor ? Number(decodeCursor(cursor, 1)[0]) : null;
      const rows = await request.asking.run((tx) =>
        tx
          .selectFrom('audit_entry')
          .select(['seq', 'at', 'actor_name as actorName', 'action', 'subject', 'detail'])
          .$if(before !== null, (query) => query.where('seq', '<', before))
          .$if(q !== undefined, (query) =>
            query.where((eb) =>
              eb.or(
                (['actor_name', 'action', 'subject', 'detail'] as const).map((column) => eb(column, 'ilike', `%${q}%`)),
              ),
            ),
          )
          .orderBy('seq', 'desc')
          .limit(limit + 1)
          .execute(),
      );
      const items = rows.slice(0, limit).map((row) => ({ ...row, at: row.at.toISOString() }));
      const last = items.at(-1);
      return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.seq]) : null };
    },
  );

  scope.get(
    '/search',
    {
      config: { permission: 'kernel.read' },
      schema: {
        querystring: z.object({ q: z.string().trim().min(1).max(60) }),
        response: { 200: z.object({ items: z.array(SearchHit) }) },
      },
    },
    (request) =>
      request.asking.run(async (tx) => {
        const hits = [];
        for (const module of modules) hits.push(...(await module.search(tx, request.query.q, 8)));
        hits.push(...(await searchRegisters(tx, request.actor, request.query.q, 8)));
        hits.push(...(await searchLoop(tx, request.actor, request.query.q, 8)));
        return { items: hits };
      }),
  );
}
