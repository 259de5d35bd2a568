import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Tx } from '../access/actor.ts';
import { AppError } from '../errors.ts';
import type { Asking } from '../module.ts';
import { type RowBatch, sendTableStream, streamed } from '../tabular/stream.ts';
import { type StreamedSheet, XLSX_MAX_ROWS } from '../tabular/xlsx-stream.ts';
import { contextFor } from './entry-context.ts';
import type { Asked } from './entry-select.ts';
import { countExportLines, type ExportOptions, exportColumns, exportRows } from './export-rows.ts';
import type { EntryQuery } from './model.ts';
import { loadRegisters } from './store.ts';

export interface Export extends ExportOptions {
  readonly format: 'csv' | 'xlsx';
  readonly query: Pick<EntryQuery, 'filter' | 'q' | 'region' | 'asAt' | 'sort'>;
}

/**
 * A register's list as a table that is read while it is written.
 * @throws AppError 422 `export-too-long` for a workbook of more rows than one can hold; as the list does.
 */
export async function openExport(
  run: Asking['run'],
  askedIn: (tx: Tx) => Promise<Asked>,
  { format, query, ...options }: Export,
): Promise<{ title: string; sheet: StreamedSheet }> {
  const { head, pieces } = await streamed<{ title: string; headers: string[] }, RowBatch>(run, async (tx) => {
    const asked = await askedIn(tx);
    if (format === 'xlsx') await refuseTooLong(tx, asked, query);
    const headers = exportColumns(asked).map((column) => column[options.locale]);
    return {
      head: { title: asked.definition[options.locale], headers },
      pieces: exportRows(tx, asked, query, { ...options, typedDates: format === 'xlsx' }),
    };
  });
  return { title: head.title, sheet: { sheetName: head.title, headers: head.headers, rows: pieces } };
}

async function refuseTooLong(tx: Tx, asked: Asked, query: Export['query']): Promise<void> {
  const lines = await countExportLines(tx, asked, query);
  if (lines < XLSX_MAX_ROWS) return;
  throw new AppError(
    422,
    'export-too-long',
    `${lines} rows do not go into a workbook; take CSV or narrow the filter.`,
    {
      params: { rows: lines },
    },
  );
}

/** Answers a list's address with the whole list as a file. */
export async function sendExport(
  request: FastifyRequest,
  reply: FastifyReply,
  { register, now, ...wanted }: Omit<Export, 'locale'> & { readonly register: string; readonly now: Date },
): Promise<FastifyReply> {
  const { actor } = request;
  const asked = async (tx: Tx) => contextFor(await loadRegisters(tx), register, actor, now);
  const { title, sheet } = await openExport(request.asking.run, asked, { ...wanted, locale: actor.locale });
  return sendTableStream(reply, { format: wanted.format, fileName: title, sheet });
}
