import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Tx } from '../access/actor.ts';
import { attachment } from '../document/content-disposition.ts';
import type { Asking } from '../module.ts';
import { type CellValue, csvLine } from './csv.ts';
import { TABLE_MEDIA_TYPES } from './negotiate.ts';
import { type StreamedSheet, xlsxChunks } from './xlsx-stream.ts';

export type RowBatch = readonly (readonly CellValue[])[];

/** A table of any length as CSV or XLSX, piece by piece. */
export const tableChunks = (format: 'csv' | 'xlsx', sheet: StreamedSheet): AsyncGenerator<Buffer> =>
  format === 'xlsx' ? xlsxChunks(sheet) : csvChunks(sheet);

async function* csvChunks({ headers, rows }: StreamedSheet): AsyncGenerator<Buffer> {
  let text = `\ufeff${csvLine(headers)}`;
  for await (const batch of rows) {
    for (const row of batch) text += csvLine(row);
    if (text.length < CHUNK) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

const CHUNK = 128 * 1024;

/** Answers with a table while it is still being read; `fileName` is without its extension and may be Chinese. */
export function sendTableStream(
  reply: FastifyReply,
  { format, fileName, sheet }: { format: 'csv' | 'xlsx'; fileName: string; sheet: StreamedSheet },
): FastifyReply {
  return reply
    .header('content-disposition', attachment(`${fileName}.${format}`))
    .header('x-content-type-options', 'nosniff')
    .header('vary', 'accept')
    .type(TABLE_MEDIA_TYPES[format])
    .send(Readable.from(tableChunks(format, sheet), { objectMode: false }));
}

/**
 * What `source` gives inside one transaction of the asker, as it is taken: the transaction ends with the last piece, or
 * when nobody takes any more. Its first piece is there when the promise is kept, so that a refusal still answers as one.
 * `head` is what the answer needs beforehand.
 */
export async function streamed<Head, Piece>(
  run: Asking['run'],
  open: (tx: Tx) => Promise<{ head: Head; pieces: AsyncIterable<Piece> }>,
): Promise<{ head: Head; pieces: AsyncIterable<Piece> }> {
  const opened = Promise.withResolvers<Head>();
  const pipe = new PassThrough({ objectMode: true, highWaterMark: 2 });
  const work = run(async (tx) => {
    const { head, pieces } = await open(tx);
    opened.resolve(head);
    for await (const piece of pieces) {
      if (pipe.destroyed) throw new Error('nobody takes the rest');
      if (!pipe.write(piece)) await Promise.race([once(pipe, 'drain'), once(pipe, 'close')]);
    }
    pipe.end();
  });
  work.catch((error: Error) => {
    opened.reject(error);
    pipe.destroy(error);
  });
  // An error before the first piece is told by `opened` or by the reader below, never to nobody.
  pipe.on('error', () => {});
  const head = await opened.promise;
  const reader = pipe[Symbol.asyncIterator]() as AsyncIterator<Piece>;
  const first = await reader.next();
  return { head, pieces: resumed(first, reader) };
}

async function* resumed<Piece>(first: IteratorResult<Piece>, rest: AsyncIterator<Piece>): AsyncGenerator<Piece> {
  try {
    for (let next = first; !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
