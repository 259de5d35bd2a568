/** The text as paragraphs, and each paragraph as pieces between the bounds of all that lies over it. Pure. */
import type { ReviewView } from '../review-api.ts';
import type { Look } from './items.ts';

export interface Paragraph {
  /** Offsets in the text; without the line break. */
  start: number;
  end: number;
  text: string;
  /** 1–3 for a heading line; 0 for running text. */
  level: number;
  /** Length of the numbering at its head, set in the margin: '1．'. */
  label: number;
}

const numbering = /^[ \t\u3000]*\d{1,2}[.．、]\s*(?=\S)/;

/** Lines of the text; a section that begins a line and fills it is a heading. Empty lines are left out. */
export function paragraphsOf(text: string, sections: ReviewView['sections'], title: string): Paragraph[] {
  const headings = new Map(sections.map((section) => [section.start, section]));
  const paragraphs: Paragraph[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    const indent = line.length - line.trimStart().length;
    const body = line.trim();
    if (body !== '') {
      const section = headings.get(start + indent) ?? headings.get(start);
      // Numbering and heading fill the line, else the heading runs into its paragraph.
      const isHeading = section !== undefined && body.length <= section.heading.length + 8 && !/[。；]$/.test(body);
      const label = isHeading ? 0 : (numbering.exec(line)?.[0].length ?? 0);
      paragraphs.push({
        start,
        end,
        text: line,
        level: isHeading ? Math.min(3, Math.max(1, section.path.length)) : body === title ? 1 : 0,
        label,
      });
    }
    start = end + 1;
  }
  return paragraphs;
}

/** Something that lies over the text. */
export interface Mark {
  id: string;
  start: number;
  end: number;
  look: Look;
  number: number;
}

export interface Piece {
  start: number;
  text: string;
  /** Marks over it, the longest first: the last one is what a click means. */
  over: readonly Mark[];
  /** Marks that end with it: their numbers are set after it. */
  ends: readonly Mark[];
  unit: string | null;
}

export interface UnitSpan {
  start: number;
  end: number;
  unit: string;
}

/** The units named in a paragraph, longest name first so that 省发展改革委 is not read as 发展改革委. */
export function unitSpans(paragraph: Paragraph, pattern: RegExp | null): UnitSpan[] {
  if (!pattern || paragraph.level > 0) return [];
  return [...paragraph.text.matchAll(pattern)].map((match) => ({
    start: paragraph.start + match.index,
    end: paragraph.start + match.index + match[0].length,
    unit: match[0],
  }));
}

export function unitPattern(units: readonly { unit: string }[]): RegExp | null {
  const names = units.map(({ unit }) => unit).filter((unit) => unit.length >= 3);
  if (names.length === 0) return null;
  const escaped = names
    .toSorted((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(escaped.join('|'), 'g');
}

/** Cuts a paragraph at every bound: spans may overlap in any way. */
export function piecesOf(
  paragraph: Paragraph,
  marks: readonly Mark[],
  units: readonly UnitSpan[],
  /** Further bounds: of what is looked at. */
  bounds: readonly { start: number; end: number }[] = [],
): Piece[] {
  const from = paragraph.start + paragraph.label;
  const cuts = new Set([from, paragraph.end]);
  for (const { start, end } of [...marks, ...units, ...bounds]) {
    if (start > from && start < paragraph.end) cuts.add(start);
    if (end > from && end < paragraph.end) cuts.add(end);
  }
  const places = [...cuts].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  for (const [at, start] of places.entries()) {
    const end = places[at + 1];
    if (end === undefined) break;
    const over = marks
      .filter((mark) => mark.start < end && mark.end > start)
      .toSorted((a, b) => b.end - b.start - (a.end - a.start));
    pieces.push({
      start,
      text: paragraph.text.slice(start - paragraph.start, end - paragraph.start),
      over,
      ends: over.filter((mark) => mark.end === end),
      unit: units.find((unit) => unit.start <= start && unit.end >= end)?.unit ?? null,
    });
  }
  return pieces;
}

/** Marks by the index of the paragraph that holds them; one over several paragraphs is in each. */
export function marksByParagraph(paragraphs: readonly Paragraph[], marks: readonly Mark[]): Map<number, Mark[]> {
  const found = new Map<number, Mark[]>();
  for (const mark of marks) {
    for (let at = firstEndingAfter(paragraphs, mark.start); at < paragraphs.length; at++) {
      const paragraph = paragraphs[at];
      if (!paragraph || paragraph.start >= mark.end) break;
      const list = found.get(at);
      if (list) list.push(mark);
      else found.set(at, [mark]);
    }
  }
  return found;
}

function firstEndingAfter(paragraphs: readonly Paragraph[], offset: number): number {
  let low = 0;
  let high = paragraphs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((paragraphs[middle]?.end ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}
