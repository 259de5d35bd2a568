import type { FastifyReply } from 'fastify';
import { attachment } from '../document/content-disposition.ts';
import { badRequest } from '../errors.ts';
import { writeCsv } from './csv.ts';
import { type WorkbookSpec, writeXlsx } from './xlsx-write.ts';

export type TableFormat = 'json' | 'csv' | 'xlsx';

export const TABLE_MEDIA_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

const BY_MEDIA_TYPE: Readonly<Record<string, TableFormat>> = {
  'application/json': 'json',
  'text/csv': 'csv',
  [TABLE_MEDIA_TYPES.xlsx]: 'xlsx',
  '*/*': 'json',
  'application/*': 'json',
  'text/*': 'csv',
};

/**
 * In which form a list is wanted: `?format=` first, which a link can carry, then the `Accept` header by its weights; JSON
 * where neither says anything that we have.
 * @throws AppError 400 `invalid-request` for an unknown `format`.
 */
export function tableFormat(accept: string | undefined, format?: string): TableFormat {
  if (format !== undefined) {
    if (format === 'json' || format === 'csv' || format === 'xlsx') return format;
    throw badRequest('invalid-request', `The format ${format} is none of json, csv, xlsx.`);
  }
  let best: { format: TableFormat; weight: number } = { format: 'json', weight: 0 };
  for (const range of (accept ?? '').split(',')) {
    const [type = '', ...parameters] = range
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    const known = BY_MEDIA_TYPE[type];
    const weight = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
    if (known && weight > best.weight) best = { format: known, weight };
  }
  return best.format;
}

/** Answers with a table as a file to save. `fileName` is without its extension and may be Chinese. */
export async function sendTable(
  reply: FastifyReply,
  format: Exclude<TableFormat, 'json'>,
  fileName: string,
  spec: WorkbookSpec,
): Promise<FastifyReply> {
  return sendFile(reply, `${fileName}.${format}`, { format, bytes: await tableBytes(format, spec) });
}

export const tableBytes = async (format: Exclude<TableFormat, 'json'>, spec: WorkbookSpec): Promise<Buffer> =>
  format === 'xlsx'
    ? writeXlsx(spec)
    : writeCsv(
        spec.columns.map((column) => column.header),
        spec.rows,
      );

export function sendFile(
  reply: FastifyReply,
  fileName: string,
  { format, bytes }: { format: Exclude<TableFormat, 'json'>; bytes: Buffer },
): FastifyReply {
  return reply
    .header('content-disposition', attachment(fileName))
    .header('x-content-type-options', 'nosniff')
    .header('vary', 'accept')
    .type(TABLE_MEDIA_TYPES[format])
    .send(bytes);
}
