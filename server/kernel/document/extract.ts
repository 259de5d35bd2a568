import { AppError } from '../errors.ts';
import { decodeText } from './decode-text.ts';
import { docxBody } from './docx-text.ts';
import { readInWorker } from './in-worker.ts';
import { damaged, zipEntries } from './zip-entries.ts';

export type FileKind = 'txt' | 'md' | 'html' | 'docx' | 'pdf';

export interface ExtractedText {
  /** For txt and md the decoded file itself; for the others one line a paragraph, table cells joined by tabs. */
  readonly text: string;
  readonly mediaType: string;
  readonly kind: FileKind;
}

interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const MEDIA_TYPES: Readonly<Record<FileKind, string>> = {
  txt: 'text/plain; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
};

/**
 * Reads the text of a plan or another document. What the content is decides, then the name.
 * @throws AppError 422: `file-empty`, `file-type-unknown`, `file-not-text`, `file-encrypted`, `file-scanned`,
 * `legacy-word`, `file-damaged`, `file-too-complex` (time or memory).
 */
export async function extractText(file: UploadedFile): Promise<ExtractedText> {
  if (file.bytes.length === 0) throw empty(file.name);
  const kind = kindOf(file);
  const text = await textOf(kind, file);
  if (!text.trim()) throw empty(file.name);
  return { text, kind, mediaType: MEDIA_TYPES[kind] };
}

async function textOf(kind: FileKind, file: UploadedFile): Promise<string> {
  switch (kind) {
    case 'pdf':
      return readInWorker<string>(new URL('./pdf-worker.ts', import.meta.url), file, 60_000);
    case 'docx':
      return readInWorker<string>(new URL('./docx-worker.ts', import.meta.url), file);
    case 'html':
      return readInWorker<string>(new URL('./html-worker.ts', import.meta.url), file);
    default:
      return decodeText(file.bytes, file.name).text;
  }
}

function kindOf(file: UploadedFile): FileKind {
  const { name, bytes } = file;
  // Some writers put a few bytes before the mark, and readers accept it within the first 1,024.
  if (startsWith(bytes, '%PDF-', /\.pdf$/i.test(name) ? 1024 : 5)) return 'pdf';
  if (startsWith(bytes, 'PK\x03\x04')) return zipKind(file);
  if (startsWith(bytes, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) throw oleRefusal(file);

  const extension = /\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (extension === 'docx' || extension === 'pdf') throw damaged(name);
  if (extension === 'doc') throw legacyWord(name);
  if (extension === 'html' || extension === 'htm') return 'html';
  if (extension === 'md' || extension === 'markdown') return 'md';
  if (extension === 'txt' || extension === 'text' || extension === '') {
    return /^\s*(<!doctype html|<html[\s>])/i.test(new TextDecoder().decode(bytes.subarray(0, 200))) ? 'html' : 'txt';
  }
  throw unknownType(name);
}

function zipKind({ name, bytes }: UploadedFile): FileKind {
  if (docxBody(zipEntries(bytes, name))) return 'docx';
  if (/\.docx$/i.test(name)) throw damaged(name);
  throw unknownType(name);
}

/** The old Office container holds a .doc, or a new document behind a password; its directory names are UTF-16. */
function oleRefusal({ name, bytes }: UploadedFile): AppError {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (content.includes(Buffer.from('EncryptedPackage', 'utf16le'))) {
    return new AppError(422, 'file-encrypted', `${name} is protected by a password.`, { params: { file: name } });
  }
  if (content.includes(Buffer.from('WordDocument', 'utf16le')) || /\.docx?$/i.test(name)) return legacyWord(name);
  return unknownType(name);
}

function startsWith(bytes: Uint8Array, mark: string, within = mark.length): boolean {
  return Buffer.from(bytes.subarray(0, within)).toString('latin1').includes(mark);
}

const refusal = (code: string, message: string, name: string) =>
  new AppError(422, code, message, { params: { file: name } });
const empty = (name: string) => refusal('file-empty', `${name} is empty.`, name);
const legacyWord = (name: string) => refusal('legacy-word', `${name} is an old .doc file; save it as .docx.`, name);
const unknownType = (name: string) =>
  refusal('file-type-unknown', `${name} is none of .txt, .md, .html, .docx, .pdf.`, name);
