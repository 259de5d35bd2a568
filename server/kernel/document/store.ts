import { createHash } from 'node:crypto';
import type { Actor, Tx } from '../access/actor.ts';

export interface NewDocument {
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
  /** Extracted text that passages refer to by offset; null where there is none. */
  readonly text: string | null;
  readonly regionCode: string;
  /** Anyone may read it, signed in or not. */
  readonly open: boolean;
}

export interface DocumentFacts {
  readonly id: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly regionCode: string;
  readonly open: boolean;
  readonly createdAt: Date;
}

/** Stores a file as it came. The caller audits what it does with it. The database refuses a region not one's own. */
export async function insertDocument(
  tx: Tx,
  actor: Actor,
  document: NewDocument,
): Promise<{ id: string; sha256: string; bytes: number }> {
  const content = Buffer.from(document.content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const { id } = await tx
    .insertInto('document')
    .values({
      sha256,
      file_name: document.fileName,
      media_type: document.mediaType,
      bytes: content.length,
      content,
      text: document.text,
      region_code: document.regionCode,
      open: document.open,
      created_by: actor.userId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, sha256, bytes: content.length };
}

/** Facts about a document that the actor may read; undefined where there is none. */
export const findDocument = (tx: Tx, id: string): Promise<DocumentFacts | undefined> =>
  tx
    .selectFrom('document')
    .select([
      'id',
      'file_name as fileName',
      'media_type as mediaType',
      'bytes',
      'sha256',
      'region_code as regionCode',
      'open',
      'created_at as createdAt',
    ])
    .where('id', '=', id)
    .executeTakeFirst();

export const findDocumentContent = (tx: Tx, id: string) =>
  tx
    .selectFrom('document')
    .select(['file_name as fileName', 'media_type as mediaType', 'sha256', 'content'])
    .where('id', '=', id)
    .executeTakeFirst();
