import path from 'node:path';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { audit } from '../../kernel/audit/audit.ts';
import { insertDocument } from '../../kernel/document/store.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import type { Asking } from '../../kernel/module.ts';
import { NewTaskNote, type TaskNote } from './model.ts';
import { openTask } from './review-open.ts';
import { insertNote, selectNotes, selectTask, updateTask } from './tasks-queries.ts';

type Note = z.infer<typeof TaskNote>;
export interface NoteForm {
  readonly fields: z.infer<typeof NewTaskNote>;
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | null;
}

/** Notes of progress, newest first. */
export function listNotes({ run }: Asking, taskId: string): Promise<Note[]> {
  return run(async (tx) => {
    if (!(await selectTask(tx, taskId))) throw notFound('task', taskId);
    const rows = await selectNotes(tx, taskId);
    return rows.map((row) => ({
      at: row.at.toISOString(),
      authorName: row.author_name,
      text: row.text,
      percent: row.percent,
      document: row.document_id === null ? null : { id: row.document_id, fileName: row.file_name ?? '' },
    }));
  });
}

/**
 * Adds a note; its percentage becomes the task's, and what has progressed is being done. Evidence is stored as it came.
 * @throws AppError as `openTask` does.
 */
export function addNote({ actor, run }: Asking, taskId: string, { fields, file }: NoteForm): Promise<Note> {
  return run(async (tx) => {
    const task = await openTask(tx, taskId, null);
    const document =
      file &&
      (await insertDocument(tx, actor, {
        fileName: file.name,
        mediaType: MEDIA_TYPES[path.extname(file.name).toLowerCase()] ?? 'application/octet-stream',
        content: file.bytes,
        text: null,
        regionCode: task.region_code,
        open: false,
      }));
    const percent = fields.percent ?? null;
    const { at } = await insertNote(tx, {
      task_id: taskId,
      author_id: actor.userId,
      author_name: actor.name,
      text: fields.text,
      percent,
      document_id: document?.id ?? null,
    });
    if (percent !== null) {
      const state = task.state === 'planned' && percent > 0 ? 'doing' : task.state;
      if (percent !== task.percent || state !== task.state) await updateTask(tx, taskId, { percent, state });
    }
    await audit(tx, actor, {
      action: 'task.note',
      subject: `task:${taskId}`,
      detail: { text: fields.text, percent, ...(document ? { file: file?.name, sha256: document.sha256 } : {}) },
    });
    return {
      at: at.toISOString(),
      authorName: actor.name,
      text: fields.text,
      percent,
      document: document && { id: document.id, fileName: file?.name ?? '' },
    };
  });
}

/** Only names the kind for whoever opens the file; it is always handed out as a download. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/**
 * A form with the fields `text` and `percent` and at most one file, or the same fields as JSON.
 * @throws AppError 400 `invalid-request`.
 */
export async function readNoteForm(request: FastifyRequest): Promise<NoteForm> {
  let file: NoteForm['file'] = null;
  let fields: unknown = request.body;
  if (request.isMultipart()) {
    const texts: Record<string, string> = {};
    for await (const part of request.parts()) {
      if (part.type === 'file') {
        const bytes = await part.toBuffer();
        // A form whose file was left out sends an empty one.
        if (bytes.length > 0) file = { name: baseName(part.filename), bytes };
      } else if (typeof part.value === 'string' && part.value !== '') {
        texts[part.fieldname] = part.value;
      }
    }
    fields = texts;
  }
  const parsed = NewTaskNote.safeParse(fields ?? {});
  if (parsed.success) return { fields: parsed.data, file };
  const errors = parsed.error.issues.map(({ path, code, message }) => ({ field: path.join('.'), code, message }));
  throw new AppError(400, 'invalid-request', 'Some fields are not valid.', { errors });
}

/** Some browsers and tools send a path. */
const baseName = (name: string | undefined): string => (name ?? '').split(/[\\/]/).at(-1)?.slice(-200) || 'file';
