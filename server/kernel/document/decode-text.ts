import { AppError } from '../errors.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

export interface Decoded {
  /** Without a byte order mark; line ends and everything else as in the file, so that offsets count in the file itself. */
  readonly text: string;
  readonly encoding: Encoding;
}

/**
 * Text of a file whose encoding nobody states: UTF-16 by its mark, else UTF-8, else GB18030 (a superset of GB 2312 and
 * GBK). UTF-8 is tried first because Chinese text in GB18030 is practically never valid UTF-8, while the reverse is.
 * @throws AppError 422 `file-not-text` where no encoding fits or the characters are those of a binary file.
 */
export function decodeText(bytes: Uint8Array, fileName: string): Decoded {
  const mark = markOf(bytes);
  const encodings: readonly Encoding[] = mark ? [mark] : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    const text = decoded(bytes, encoding);
    if (text !== null && looksWritten(text)) return { text, encoding };
  }
  throw new AppError(422, 'file-not-text', `${fileName} is named as text but its content is binary.`, {
    params: { file: fileName },
  });
}

function markOf(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

function decoded(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** GB18030 maps nearly every byte to something, so control characters tell a picture from a text. */
function looksWritten(text: string): boolean {
  let odd = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0) return false;
    // Tab, line feed, vertical tab, form feed, carriage return, and the old end-of-file mark (0x1a) are written by people.
    if (code < 9 || (code > 13 && code < 32 && code !== 0x1a)) odd++;
  }
  return odd * 1000 <= text.length;
}
