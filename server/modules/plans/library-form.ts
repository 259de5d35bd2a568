import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { AppError, badRequest } from '../../kernel/errors.ts';
import { UploadFields } from './model.ts';

export interface UploadForm {
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
  readonly fields: UploadFields;
}

/**
 * Reads an upload's form: one file `file`, fields before or after it; an empty field counts as left out.
 * @throws AppError 400 `file-missing` or `invalid-request`; 413 `file-too-large` with the limit in MiB.
 */
export async function readUploadForm(request: FastifyRequest, maxBytes: number): Promise<UploadForm> {
  if (!request.isMultipart()) throw badRequest('file-missing', 'Send the file as multipart/form-data, field "file".');
  let file: UploadForm['file'] | null = null;
  const fields: Record<string, string> = {};
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      file = { name: baseName(part.filename), bytes: await bytesOf(part, maxBytes) };
    } else if (typeof part.value === 'string' && part.value !== '') {
      fields[part.fieldname] = part.value;
    }
  }
  if (!file) throw badRequest('file-missing', 'The form holds no file.');
  const parsed = UploadFields.safeParse(fields);
  if (parsed.success) return { file, fields: parsed.data };
  throw new AppError(400, 'invalid-request', 'Some fields are not valid.', {
    errors: parsed.error.issues.map((issue) => ({
      field: issue.path.join('.'),
      code: issue.code ?? 'invalid',
      message: issue.message,
    })),
  });
}

async function bytesOf(part: MultipartFile, maxBytes: number): Promise<Uint8Array> {
  try {
    return await part.toBuffer();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'FST_REQ_FILE_TOO_LARGE')) throw error;
    const limit = Math.floor((maxBytes / 1024 / 1024) * 10) / 10;
    throw new AppError(413, 'file-too-large', `The file is larger than ${limit} MiB.`, { params: { limit } });
  }
}

/** Some browsers and tools send a path. */
const baseName = (name: string | undefined): string => (name ?? '').split(/[\\/]/).at(-1)?.slice(-200) || 'file';
