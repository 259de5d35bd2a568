import { fileURLToPath } from 'node:url';
import { extractTextItems, getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { AppError } from '../errors.ts';
import { withoutRadicals } from './cjk-radicals.ts';
import { linesOf, paragraphsOf, withoutRunningLines } from './pdf-lines.ts';
import { damaged } from './zip-entries.ts';

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

// A path, not a URL: the reader opens it as a file.
const CHARACTER_MAPS = fileURLToPath(new URL('./cmaps/', import.meta.url));

/** Fewer characters a page than this, and pictures on it: a scan, at most with a watermark or page numbers. */
const FEW_CHARACTERS = 15;

/**
 * Text of a PDF, one line a paragraph, without page numbers and running heads.
 * @throws AppError 422 `file-encrypted`, `file-damaged`, `file-scanned` (nothing to read in it).
 */
export async function pdfText({ name, bytes }: { name: string; bytes: Uint8Array }): Promise<string> {
  const pdf = await open(name, bytes);
  try {
    const { items } = await extractTextItems(pdf);
    const pages = items.map(linesOf);
    const characters = pages.flat().reduce((sum, line) => sum + line.text.replace(/\s/g, '').length, 0);
    if (characters === 0 || (characters < FEW_CHARACTERS * pdf.numPages && (await hasPictures(pdf))))
      throw scanned(name);
    return withoutRadicals(paragraphsOf(withoutRunningLines(pages)));
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw damaged(name, cause);
  } finally {
    await pdf.loadingTask.destroy();
  }
}

async function open(name: string, bytes: Uint8Array): Promise<Pdf> {
  try {
    // Copied: the reader takes the buffer away from its owner.
    return await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0, cMapUrl: CHARACTER_MAPS, cMapPacked: true });
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'PasswordException') {
      throw new AppError(422, 'file-encrypted', `${name} is protected by a password.`, {
        params: { file: name },
        cause,
      });
    }
    throw damaged(name, cause);
  }
}

async function hasPictures(pdf: Pdf): Promise<boolean> {
  const { OPS } = await getResolvedPDFJS();
  const painting: number[] = [OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject];
  for (let number = 1; number <= Math.min(3, pdf.numPages); number++) {
    const { fnArray } = await (await pdf.getPage(number)).getOperatorList();
    if (fnArray.some((operator: number) => painting.includes(operator))) return true;
  }
  return false;
}

const scanned = (name: string) =>
  new AppError(422, 'file-scanned', `${name} is a scan: it holds pictures of pages and no text.`, {
    params: { file: name },
  });
