import { inflateRawSync } from 'node:zlib';
import { AppError } from '../errors.ts';

export interface ZipEntry {
  readonly name: string;
  /** Offset of the entry's record in the central directory, and of its local header. */
  readonly record: number;
  readonly header: number;
}

/** Most bytes that an Office file may unpack to. */
export const MAX_UNPACKED_BYTES = 200 * 1024 * 1024;

const END_RECORD = 0x06054b50;
const CENTRAL_RECORD = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const END_LENGTH = 22;
const MAX_COMMENT = 0xffff;
const STORED = 0;
const DEFLATED = 8;

/**
 * Entries of a ZIP archive in the order of its central directory. PKWARE APPNOTE 6.3.10 clauses 4.3.7, 4.3.12, 4.3.16.
 * @throws AppError 422 `file-damaged` where there is no directory or it points outside the file.
 */
export function zipEntries(bytes: Uint8Array, fileName: string): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endRecord(view);
  if (end < 0) throw damaged(fileName);
  const entries: ZipEntry[] = [];
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL_RECORD) throw damaged(fileName);
    const nameLength = view.getUint16(at + 28, true);
    const header = view.getUint32(at + 42, true);
    if (header + 30 > bytes.length || view.getUint32(header, true) !== LOCAL_HEADER) throw damaged(fileName);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    entries.push({ name, record: at, header });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function endRecord(view: DataView): number {
  const last = view.byteLength - END_LENGTH;
  for (let at = last; at >= 0 && at >= last - MAX_COMMENT; at--) {
    if (view.getUint32(at, true) === END_RECORD) return at;
  }
  return -1;
}

/**
 * Content of one entry.
 * @throws AppError 422 `file-damaged` for a broken entry; `file-too-complex` where it unpacks to more than `limit` bytes.
 */
export function unpackEntry(
  bytes: Uint8Array,
  entry: ZipEntry,
  fileName: string,
  limit = MAX_UNPACKED_BYTES,
): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { record, header } = entry;
  const method = view.getUint16(record + 10, true);
  const packedLength = view.getUint32(record + 20, true);
  const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
  if (start + packedLength > bytes.length || (method !== STORED && method !== DEFLATED)) throw damaged(fileName);
  const packed = bytes.subarray(start, start + packedLength);
  if (method === STORED) {
    if (packedLength > limit) throw tooComplex(fileName);
    return packed;
  }
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(limit, 1) });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooComplex(fileName);
    throw damaged(fileName, cause);
  }
}

/**
 * Unpacks every entry once and throws the result away: a file's own words about its size may be a lie, and the library
 * that reads workbooks believes them. Costs about as much as one extra reading.
 * @throws AppError as `unpackEntry`, the limit being that of all entries together.
 */
export function checkUnpackedSize(bytes: Uint8Array, fileName: string, limit = MAX_UNPACKED_BYTES): void {
  let left = limit;
  for (const entry of zipEntries(bytes, fileName)) {
    left -= unpackEntry(bytes, entry, fileName, left).length;
    if (left < 0) throw tooComplex(fileName);
  }
}

export const damaged = (fileName: string, cause?: unknown) =>
  new AppError(422, 'file-damaged', `${fileName} is damaged and cannot be opened.`, {
    params: { file: fileName },
    cause,
  });

export const tooComplex = (fileName: string) =>
  new AppError(422, 'file-too-complex', `${fileName} takes more time or memory to open than is allowed.`, {
    params: { file: fileName },
  });
