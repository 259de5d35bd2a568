import type { MultipartFile } from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor, Tx } from '../access/actor.ts';
import { asSystem } from '../access/as-system.ts';
import { audit } from '../audit/audit.ts';
import { attachment } from '../document/content-disposition.ts';
import { findDocumentContent, insertDocument } from '../document/store.ts';
import { badRequest, notFound } from '../errors.ts';
import { typed } from '../http/route.ts';
import type { Deps } from '../module.ts';
import { accessFor, fieldSql, rankOf, rankSql } from './access-sql.ts';
import { quoted, tableOf } from './columns.ts';
import { contextFor, type EntryContext, requireWrite } from './entry-context.ts';
import { RegisterParam } from './model.ts';
import { loadRegisters } from './store.ts';

const FileFacts = z.object({ id: z.uuid(), name: z.string(), bytes: z.number().int() }).meta({ id: 'RegisterFile' });

/** Files of entries: first stored, then named by a field; given out to whoever sees a field that names them. */
export function fileRoutes(app: FastifyInstance, deps: Deps): void {
  const scope = typed(app);
  scope.post(
    '/registers/:register/files',
    {
      config: { permission: 'registers.write' },
      schema: { params: RegisterParam, consumes: ['multipart/form-data'], response: { 201: FileFacts } },
    },
    async (request, reply) => {
      const file = request.isMultipart() ? await request.file() : undefined;
      if (!file) throw badRequest('file-missing', 'Send the file as multipart/form-data.');
      const content = await file.toBuffer();
      const { actor, params } = request;
      const stored = await request.asking.run(async (tx) => {
        const context = contextFor(await loadRegisters(tx), params.register, actor, deps.now());
        requireWrite(context.definition, actor);
        return storeFile(tx, context, file, content);
      });
      return reply.status(201).send(stored);
    },
  );
  scope.get(
    '/registers/:register/files/:file',
    {
      config: { permission: 'registers.read' },
      schema: { params: RegisterParam.extend({ file: z.uuid() }) },
    },
    async (request, reply) => {
      const { register, file } = request.params;
      const found = await request.asking.run(async (tx) => {
        const context = contextFor(await loadRegisters(tx), register, request.actor, deps.now());
        if (!(await isSeen(tx, context, file))) return findDocumentContent(tx, file);
        return asSystem(tx, () => findDocumentContent(tx, file));
      });
      if (!found) throw notFound('document', file);
      return reply
        .header('content-disposition', attachment(found.fileName))
        .header('x-content-type-options', 'nosniff')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cache-control', 'private, no-cache')
        .type(found.mediaType)
        .send(found.content);
    },
  );
}

/** Kept where the sender works, and his alone until an entry names it. */
async function storeFile(tx: Tx, { definition, actor }: EntryContext, file: MultipartFile, content: Buffer) {
  const regionCode = await homeOf(tx, actor);
  const document = {
    fileName: file.filename.slice(0, 200) || 'file',
    mediaType: file.mimetype,
    content,
    text: null,
    regionCode,
    open: false,
  };
  const { id, bytes } = await asSystem(tx, () => insertDocument(tx, actor, document));
  await audit(tx, actor, {
    action: 'entry.file',
    subject: `document:${id}`,
    detail: { register: definition.id, name: document.fileName, bytes },
  });
  return { id, name: document.fileName, bytes };
}

async function homeOf(tx: Tx, actor: Actor): Promise<string> {
  const held = actor.grants.find((grant) => grant.regionCode)?.regionCode;
  if (held) return held;
  const party = actor.grants.find((grant) => grant.partyId)?.partyId ?? null;
  const { rows } = await asSystem(tx, () =>
    sql<{ code: string }>`select coalesce((select region_code from party where id = ${party}::uuid),
      (select code from region where parent_code is null and level <> 'group' order by code limit 1)) as code`.execute(
      tx,
    ),
  );
  return rows[0]?.code ?? '';
}

/** Whether an entry that the actor sees names the file in a field that he sees. */
async function isSeen(tx: Tx, { definition, actor }: EntryContext, file: string): Promise<boolean> {
  const access = accessFor(definition, actor);
  const fields = definition.fields.filter((field) => field.type === 'file');
  const tests = fields.map((field) =>
    field.many
      ? sql`${file}::uuid = any(${fieldSql(access, field.id)})`
      : sql`${fieldSql(access, field.id)} = ${file}::uuid`,
  );
  for (const child of definition.children) {
    for (const field of child.fields.filter((one) => one.type === 'file')) {
      const item = JSON.stringify([{ [field.id]: field.many ? [file] : file }]);
      tests.push(
        sql`(${rankSql(access)} >= ${rankOf(field.grade)}::int and e.${sql.raw(quoted(child.id))} @> ${item}::jsonb)`,
      );
    }
  }
  if (tests.length === 0) return false;
  const { rows } = await sql`select 1 from ${sql.table(tableOf(definition.id))} as e
    where ${sql.join(tests, sql` or `)} limit 1`.execute(tx);
  return rows.length > 0;
}
