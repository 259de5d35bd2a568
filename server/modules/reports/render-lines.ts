/** Lines of mixed Chinese and Latin text: broken where both allow it, filled to the width, notes raised. */
import type { FontName } from './render-fonts.ts';

export interface Piece {
  readonly text: string;
  readonly font: FontName;
  readonly size: number;
  readonly color: string;
  /** Points above the line. */
  readonly rise?: number;
}

export interface PlacedPiece extends Piece {
  /** From the left edge. */
  readonly x: number;
}

export type Line = readonly PlacedPiece[];
export type Measure = (text: string, font: FontName, size: number) => number;

interface Word {
  readonly piece: Piece;
  readonly text: string;
  readonly width: number;
}

/** Never first in a line, never last. */
const NOT_FIRST = /^[，。、；：？！）》」』】〕％%,.;:?!)\]”’·–—个]/;
const NOT_LAST = /[（《「『【〔(“‘＞≥≤≈]$/;
const WORDS = /[A-Za-z0-9À-ɏ.,%+\-−–/'()]+|\s+|./gu;

export function breakLines(
  pieces: readonly Piece[],
  {
    width,
    indent = 0,
    measure,
    align = 'justify',
  }: { width: number; indent?: number; measure: Measure; align?: 'justify' | 'left' | 'right' | 'center' },
): Line[] {
  const words = pieces.flatMap((piece) => cut(piece, width, measure));
  const lines: Word[][] = [[]];
  let room = width - indent;
  for (const word of words) {
    let line = lines.at(-1) ?? [];
    const hangs = NOT_FIRST.test(word.text) || word.piece.rise !== undefined;
    if (word.width > room && line.length > 0 && !/^\s+$/.test(word.text)) {
      const carried = hangs ? takeBack(line) : openers(line);
      line = [...carried];
      lines.push(line);
      room = width - carried.reduce((sum, one) => sum + one.width, 0);
    }
    if (line.length === 0 && /^\s+$/.test(word.text) && lines.length > 1) continue;
    line.push(word);
    room -= word.width;
  }
  return lines.map((line, i) =>
    placed(trimmed(line), {
      width,
      from: i === 0 ? indent : 0,
      align: align === 'justify' && i === lines.length - 1 ? 'left' : align,
    }),
  );
}

/** What a sign that cannot begin a line takes with it: the word before, and all that hangs on it. */
function takeBack(line: Word[]): Word[] {
  const carried: Word[] = [];
  while (line.length > 1) {
    const last = line.pop();
    if (!last) break;
    carried.unshift(last);
    const before = line.at(-1);
    if (!NOT_FIRST.test(last.text) && last.piece.rise === undefined && !(before && NOT_LAST.test(before.text))) break;
  }
  return carried;
}

/** Brackets that opened at the very end of the line. */
function openers(line: Word[]): Word[] {
  const carried: Word[] = [];
  while (line.length > 1 && NOT_LAST.test(line.at(-1)?.text ?? '')) {
    const last = line.pop();
    if (last) carried.unshift(last);
  }
  return carried;
}

/** Words of the piece; one that is wider than the line is cut into signs. */
function cut(piece: Piece, width: number, measure: Measure): Word[] {
  return (piece.text.match(WORDS) ?? []).flatMap((text): Word[] => {
    const own = measure(text, piece.font, piece.size);
    if (own <= width) return [{ piece, text, width: own }];
    return [...text].map((sign) => ({ piece, text: sign, width: measure(sign, piece.font, piece.size) }));
  });
}

function trimmed(line: readonly Word[]): Word[] {
  const end = line.findLastIndex((word) => !/^\s+$/.test(word.text));
  return line.slice(0, end + 1);
}

function placed(
  line: readonly Word[],
  { width, from, align }: { width: number; from: number; align: 'justify' | 'left' | 'right' | 'center' },
): Line {
  const used = line.reduce((sum, word) => sum + word.width, 0);
  const left = width - from - used;
  const gaps = line.length - 1;
  // A line that is far from full is the last before a long word: stretching it would tear it apart.
  const stretch = align === 'justify' && gaps > 0 && left > 0 && left < width * 0.25 ? left / gaps : 0;
  let x = from + (align === 'right' ? left : align === 'center' ? left / 2 : 0);
  const result: PlacedPiece[] = [];
  for (const { piece, text, width: own } of line) {
    result.push({ ...piece, text, x });
    x += own + stretch;
  }
  return stretch === 0 ? merged(result) : result;
}

/** Neighbours of one look drawn as one text: smaller files, and text that can be copied. */
function merged(line: readonly PlacedPiece[]): PlacedPiece[] {
  const result: PlacedPiece[] = [];
  for (const piece of line) {
    const last = result.at(-1);
    const same =
      last &&
      last.font === piece.font &&
      last.size === piece.size &&
      last.color === piece.color &&
      last.rise === piece.rise;
    if (last && same) result[result.length - 1] = { ...last, text: last.text + piece.text };
    else result.push(piece);
  }
  return result;
}
