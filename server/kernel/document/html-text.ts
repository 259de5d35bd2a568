import { Parser } from 'htmlparser2';
import { decodeText } from './decode-text.ts';

const DROPPED = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'head',
  'svg',
  'select',
  'textarea',
  'iframe',
  'object',
]);
const BLOCKS = new Set(
  `address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure footer
  form h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul`
    .split(/\s+/)
    .filter((name) => name !== 'td' && name !== 'th'),
);

/**
 * Visible text of an HTML page: one line a block element, table rows as cells joined by tabs, entities decoded, white
 * space folded as a browser does. Broken markup is read as far as it goes; never throws.
 */
export function htmlToText(html: string): string {
  const lines: string[] = [];
  /** One entry for each open table cell's row: the cells finished so far. Tables nest. */
  const rows: string[][] = [];
  let line = '';
  let dropped = 0;
  let preformatted = 0;

  const endLine = () => {
    const text = preformatted > 0 ? line.trimEnd() : line.trim();
    // Inside a table row a block ends nothing but a word: the row is the line.
    if (rows.length > 0) line = text && `${text} `;
    else {
      if (text) lines.push(text);
      line = '';
    }
  };
  const endCell = () => {
    rows.at(-1)?.push(line.trim());
    line = '';
  };
  const endRow = () => {
    if (line.trim()) endCell();
    const row = rows.pop()?.join('\t').trimEnd() ?? '';
    if (!row) return;
    if (rows.length > 0) line += `${row.replaceAll('\t', ' ')} `;
    else lines.push(row);
  };

  const parser = new Parser(
    {
      onopentag(name) {
        if (DROPPED.has(name)) dropped++;
        if (dropped > 0) return;
        if (name === 'tr') {
          endLine();
          rows.push([]);
        } else if (BLOCKS.has(name)) endLine();
        if (name === 'pre') preformatted++;
      },
      ontext(text) {
        if (dropped > 0) return;
        if (preformatted === 0) {
          const folded = text.replace(/[ \t\r\n\f]+/g, ' ');
          // White space between two elements is one space, and none after a space.
          line += line.endsWith(' ') ? folded.trimStart() : folded;
          return;
        }
        const parts = text.split(/\r\n?|\n/);
        for (const [index, part] of parts.entries()) {
          if (index > 0) endLine();
          line += part;
        }
      },
      onclosetag(name) {
        if (DROPPED.has(name)) {
          if (dropped > 0) dropped--;
          return;
        }
        if (dropped > 0) return;
        if (name === 'td' || name === 'th') endCell();
        else if (name === 'tr') endRow();
        else if (BLOCKS.has(name)) endLine();
        if (name === 'pre') preformatted--;
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  while (rows.length > 0) endRow();
  endLine();
  return lines.map((text) => text.replaceAll('\u00a0', ' ')).join('\n');
}

/** The character set that a page declares for itself, as the name that `TextDecoder` takes; null for none or unknown. */
export function declaredCharset(bytes: Uint8Array): string | null {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  const name = /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,20})/i.exec(start)?.[1];
  if (!name) return null;
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return null;
  }
}

/**
 * Visible text of a page as it came: what it says of its own character set is believed where it fits; pages that say
 * nothing are guessed.
 * @throws AppError 422 `file-not-text`.
 */
export function pageText({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): string {
  const charset = declaredCharset(bytes);
  if (charset) {
    try {
      return htmlToText(new TextDecoder(charset, { fatal: true }).decode(bytes));
    } catch {
      // Saved again in another encoding, the declaration left as it was.
    }
  }
  return htmlToText(decodeText(bytes, name).text);
}
