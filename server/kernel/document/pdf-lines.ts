/** A piece of text on a page; PDF coordinates, origin bottom left, points. */
export interface TextItem {
  readonly str: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly fontSize: number;
}

export interface Line {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly fontSize: number;
}

const CJK = /[⺀-鿿　-〿＀-￯豈-﫿]/;

/** Puts a page's pieces into lines, in the order in which the page draws them. */
export function linesOf(items: readonly TextItem[]): Line[] {
  const lines: Line[] = [];
  let line: { text: string; left: number; right: number; y: number; fontSize: number } | null = null;
  for (const item of items) {
    // White space is drawn as pieces of its own; the gaps between the others say the same.
    if (!item.str.trim()) continue;
    const size = item.fontSize || 10;
    if (line && Math.abs(item.y - line.y) < 0.5 * Math.max(size, line.fontSize) && item.x > line.left - size) {
      line.text += gap(line, item) + item.str;
      line.right = Math.max(line.right, item.x + item.width);
      line.fontSize = Math.max(line.fontSize, size);
      continue;
    }
    if (line) lines.push(line);
    line = { text: item.str, left: item.x, right: item.x + item.width, y: item.y, fontSize: size };
  }
  if (line) lines.push(line);
  return lines.map((one) => ({ ...one, text: one.text.trim() }));
}

/** What stands between two pieces: a tab between table cells, a space between words, nothing within Chinese text. */
function gap(line: { text: string; right: number; fontSize: number }, item: TextItem): string {
  const width = (item.x - line.right) / line.fontSize;
  if (width > 2) return '\t';
  const chinese = CJK.test(line.text.slice(-1)) || CJK.test(item.str.slice(0, 1));
  return width > (chinese ? 0.8 : 0.15) && !/\s$/.test(line.text) ? ' ' : '';
}

const HEADING =
  /^(第[一二三四五六七八九十百零\d]{1,4}[章节篇条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳]|[•·●■◆▪]|专栏|附件|附表|表\s?\d|图\s?\d)/;
/** A heading, or the figure 3.5 at the start of a wrapped line: only what stands before can tell. */
const NUMBERED = /^\d{1,2}([.．、]|(\.\d{1,2}){1,3}\s)/;
const SENTENCE_END = /[。！？；：…!?;:.]["”』」）)]?$/;

/**
 * Joins the lines of a paragraph; one line a paragraph. Where the document indents its paragraphs, the indent and a line
 * that stops short say where one ends; elsewhere the punctuation does. A heading always begins anew.
 */
export function paragraphsOf(pages: readonly (readonly Line[])[]): string {
  const all = pages.flat();
  const shape = shapeOf(all);
  const paragraphs: string[] = [];
  let last: Line | null = null;
  for (const line of all) {
    const open = paragraphs.at(-1);
    if (last && open !== undefined && continues(last, line, shape)) {
      const hyphen = /[a-z]-$/.test(open) && /^[a-z]/.test(line.text);
      const space = CJK.test(open.slice(-1)) || CJK.test(line.text.slice(0, 1)) ? '' : ' ';
      paragraphs[paragraphs.length - 1] = hyphen ? open.slice(0, -1) + line.text : open + space + line.text;
    } else paragraphs.push(line.text);
    last = line;
  }
  return paragraphs.join('\n');
}

interface Shape {
  readonly left: number;
  readonly right: number;
  readonly indents: boolean;
}

function shapeOf(lines: readonly Line[]): Shape {
  const left = commonest(lines.map((line) => line.left));
  const right = commonest(lines.map((line) => line.right));
  const indented = lines.filter((line) => indentOf(line, left) > 1.2 && indentOf(line, left) < 3.5).length;
  return { left, right, indents: indented >= 2 && indented * 20 >= lines.length };
}

const indentOf = (line: Line, left: number) => (line.left - left) / line.fontSize;

/** The edge that most lines share, to the nearest 3 points. */
function commonest(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) {
    const step = Math.round(value / 3) * 3;
    counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

function continues(before: Line, line: Line, shape: Shape): boolean {
  if (HEADING.test(line.text) || before.text.includes('\t') || line.text.includes('\t')) return false;
  if (Math.abs(before.fontSize - line.fontSize) > 0.15 * before.fontSize) return false;
  // Chinese lines are set to the margin; others end up to a word before it.
  const slack = CJK.test(before.text.slice(-1)) ? 2.5 * before.fontSize : 0.15 * (shape.right - shape.left);
  const stopsShort = before.right < shape.right - slack;
  const ended = stopsShort || SENTENCE_END.test(before.text);
  if (ended && NUMBERED.test(line.text)) return false;
  if (shape.indents) return !stopsShort && indentOf(line, shape.left) <= 1.2;
  return !ended;
}

const PAGE_NUMBER =
  /^[\s\-—–－·•.|]*(第\s*|page\s*|p\.?\s*)?(\d{1,4})(\s*页)?(\s*([/／]|of)?\s*共?\s*\d{1,4}\s*页?)?[\s\-—–－·•.|]*$/i;

/** Takes away page numbers, and heads and feet that most pages repeat. */
export function withoutRunningLines(pages: readonly (readonly Line[])[]): Line[][] {
  const repeated = repeatedLines(pages);
  return pages.map((lines) => {
    const edges = edgesOf(lines);
    return lines.filter((line) => {
      if (!edges.includes(line)) return true;
      const number = PAGE_NUMBER.exec(line.text)?.[2];
      // A lone figure at the foot of a page may also be a table's; a page number is no larger than there are pages.
      return !(number && Number(number) <= pages.length + 20) && !repeated.has(pattern(line));
    });
  });
}

const pattern = (line: Line) => line.text.replace(/\d+/g, '#');

/** The highest and the lowest line of a page, whichever came first. */
function edgesOf(lines: readonly Line[]): readonly Line[] {
  const byHeight = lines.toSorted((a, b) => b.y - a.y);
  return byHeight.length < 3 ? byHeight.slice(-1) : [byHeight[0], byHeight.at(-1)].filter((line) => line !== undefined);
}

function repeatedLines(pages: readonly (readonly Line[])[]): Set<string> {
  const counts = new Map<string, number>();
  for (const lines of pages) {
    for (const text of new Set(edgesOf(lines).map(pattern))) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count >= 3 && count > pages.length / 2).map(([text]) => text));
}
