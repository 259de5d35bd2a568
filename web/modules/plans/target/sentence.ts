/** Finds the figures of a generated sentence again, so that each of them can lead back to its source. */
import type { FigureSource } from '../../../shell/widgets/provenance.ts';

export interface KnownFigure {
  /** As it may stand in the sentence: '11.2'. */
  texts: readonly string[];
  unit: string;
  source: FigureSource;
}

export type Piece = { kind: 'words'; text: string } | { kind: 'figure'; text: string; figure: KnownFigure };

/** Numbers that are followed by the figure's unit and read the same are the figure. */
export function piecesOf(sentence: string, figures: readonly KnownFigure[]): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of sentence.matchAll(/[−-]?\d+(?:,\d{3})*(?:\.\d+)?/g)) {
    const [number] = match;
    const after = sentence.slice(match.index + number.length).replace(/^[\s\u2009\u00a0]+/, '');
    const figure = figures.find(({ texts, unit }) => texts.includes(number) && (unit === '' || after.startsWith(unit)));
    if (!figure) continue;
    if (match.index > from) pieces.push({ kind: 'words', text: sentence.slice(from, match.index) });
    pieces.push({ kind: 'figure', text: number, figure });
    from = match.index + number.length;
  }
  if (from < sentence.length) pieces.push({ kind: 'words', text: sentence.slice(from) });
  return pieces;
}
