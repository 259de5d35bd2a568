import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { notFound } from '../errors.ts';
import { typed } from '../http/route.ts';
import { IdParam } from '../model.ts';
import type { Deps } from '../module.ts';
import { attachment } from './content-disposition.ts';
import { findDocument, findDocumentContent } from './store.ts';

export const DocumentView = z
  .object({
    id: z.string(),
    fileName: z.string(),
    mediaType: z.string(),
    bytes: z.number().int(),
    sha256: z.string(),
    regionCode: z.string(),
    open: z.boolean(),
    createdAt: z.string(),
  })
  .meta({ id: 'Document' });

/** Stored files, below the prefix at which `app` is registered. Row-level security decides who sees which. */
export function documentRoutes(app: FastifyInstance, _deps?: Deps): void {
  const scope = typed(app);
  scope.get(
    '/documents/:id',
    { config: { permission: 'kernel.read' }, schema: { params: IdParam, response: { 200: DocumentView } } },
    async (request) => {
      const found = await request.asking.run((tx) => findDocument(tx, request.params.id));
      if (!found) throw notFound('document', request.params.id);
      return { ...found, createdAt: found.createdAt.toISOString() };
    },
  );

  scope.get(
    '/documents/:id/content',
    { config: { permission: 'kernel.read' }, schema: { params: IdParam } },
    async (request, reply) => {
      const found = await request.asking.run((tx) => findDocumentContent(tx, request.params.id));
      if (!found) throw notFound('document', request.params.id);
      // Somebody else's page must never run as ours: always a download, its stated type not to be guessed at.
      return reply
        .header('content-disposition', attachment(found.fileName))
        .header('x-content-type-options', 'nosniff')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cache-control', 'private, no-cache')
        .header('etag', `"${found.sha256}"`)
        .type(found.mediaType)
        .send(found.content);
    },
  );
}
