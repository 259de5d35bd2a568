import { memo, useMemo } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import type { ReviewView } from '../review-api.ts';
import { type ReviewTexts, text as words } from '../review-text.ts';
import {
  type Mark,
  marksByParagraph,
  type Paragraph,
  type Piece,
  paragraphsOf,
  piecesOf,
  unitPattern,
  unitSpans,
} from './paragraphs.ts';

/** What is looked at: an item, the passage of a task, one place of a unit or of a layout's node. */
export interface Focus {
  id: string;
  start: number;
  end: number;
  look: 'item' | 'passage' | 'place';
}

export interface SourceTextProps {
  title: string;
  text: string;
  sections: ReviewView['sections'];
  units: ReviewView['units'];
  marks: readonly Mark[];
  focus: Focus | null;
}

const none: readonly Mark[] = [];

/** The plan's text. A paragraph is drawn anew only when something that lies over it has changed. */
export const SourceText = memo(function SourceText({ title, text, sections, units, marks, focus }: SourceTextProps) {
  const t = useText(words);
  const paragraphs = useMemo(() => paragraphsOf(text, sections, title), [text, sections, title]);
  const pattern = useMemo(() => unitPattern(units), [units]);
  const byParagraph = useMemo(() => marksByParagraph(paragraphs, marks), [paragraphs, marks]);
  return paragraphs.map((paragraph, index) => (
    <ParagraphView
      key={paragraph.start}
      paragraph={paragraph}
      marks={byParagraph.get(index) ?? none}
      pattern={pattern}
      focus={focus && focus.start < paragraph.end && focus.end > paragraph.start ? focus : null}
      t={t}
    />
  ));
});

interface ParagraphProps {
  paragraph: Paragraph;
  marks: readonly Mark[];
  pattern: RegExp | null;
  focus: Focus | null;
  t: ReviewTexts;
}

const sameMarks = (a: readonly Mark[], b: readonly Mark[]) =>
  a.length === b.length &&
  a.every((mark, at) => {
    const other = b[at];
    return (
      other !== undefined &&
      mark.id === other.id &&
      mark.start === other.start &&
      mark.end === other.end &&
      mark.look === other.look &&
      mark.number === other.number
    );
  });

const ParagraphView = memo(
  function ParagraphView({ paragraph, marks, pattern, focus, t }: ParagraphProps) {
    const units = useMemo(() => unitSpans(paragraph, pattern), [paragraph, pattern]);
    const place = focus?.look === 'place' ? [focus] : [];
    const pieces = piecesOf(paragraph, marks, units, place);
    const labelEnd = paragraph.start + paragraph.label;
    const content = (
      <>
        {paragraph.label > 0 ? (
          <span
            className="rv-label"
            data-start={paragraph.start}
            data-pair={focus && focus.start >= paragraph.start && focus.start < labelEnd ? focus.id : undefined}
          >
            {paragraph.text.slice(0, paragraph.label)}
          </span>
        ) : null}
        {pieces.map((piece) => (
          <PieceView key={piece.start} piece={piece} focus={focus} t={t} />
        ))}
      </>
    );
    if (paragraph.level === 1) return <h3 className="rv-heading">{content}</h3>;
    if (paragraph.level === 2) return <h4 className="rv-heading">{content}</h4>;
    if (paragraph.level === 3) return <h5 className="rv-heading">{content}</h5>;
    const className = `rv-paragraph${paragraph.label > 0 ? ' rv-labelled' : ''}${focus ? ' rv-here' : ''}`;
    return <p className={className}>{content}</p>;
  },
  (before, after) =>
    before.paragraph === after.paragraph &&
    before.pattern === after.pattern &&
    before.focus === after.focus &&
    before.t === after.t &&
    sameMarks(before.marks, after.marks),
);

function PieceView({ piece, focus, t }: { piece: Piece; focus: Focus | null; t: ReviewTexts }) {
  const inner = piece.over.at(-1);
  const isFocus =
    focus !== null && (focus.look === 'item' ? piece.over.some(({ id }) => id === focus.id) : within(piece, focus));
  // The line to the list starts at the first piece of what is looked at.
  const pair = isFocus && startsHere(piece, focus) ? focus.id : undefined;
  const classes = [
    inner ? `rv-mark rv-${inner.look}` : '',
    piece.over.length > 1 ? 'rv-double' : '',
    isFocus && focus.look === 'item' ? 'rv-focus' : '',
    isFocus && focus.look === 'place' ? 'rv-place' : '',
    piece.unit ? 'rv-unit' : '',
  ];
  const ids = piece.over.map(({ id }) => id).join(' ');
  return (
    <>
      <span
        className={classes.filter(Boolean).join(' ') || undefined}
        data-start={piece.start}
        data-ids={ids || undefined}
        data-pair={pair}
      >
        {piece.text}
      </span>
      {piece.ends.map((mark) => (
        <sup key={mark.id} className={`rv-number rv-${mark.look}`} data-ids={mark.id} title={t.looks[mark.look]}>
          {'\u2060'}
          {mark.number}
          <span aria-hidden="true">{signs[mark.look]}</span>
          <span className="ln-hidden">{t.looks[mark.look]}</span>
        </sup>
      ))}
    </>
  );
}

/** States are told apart without colour as well. */
const signs: Record<Mark['look'], string> = { accepted: '✓', check: '', ask: '?', parameter: '°' };

const within = (piece: Piece, { start, end }: Focus) => piece.start >= start && piece.start < end;

const startsHere = (piece: Piece, focus: Focus) =>
  piece.start <= focus.start && piece.start + piece.text.length > focus.start;
