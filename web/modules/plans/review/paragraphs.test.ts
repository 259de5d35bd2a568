import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Mark, marksByParagraph, paragraphsOf, piecesOf, unitPattern, unitSpans } from './paragraphs.ts';

const text =
  '一、总体要求\n1.主要目标。到2025年，产量超120万辆，占比超过60%。（责任单位：省发展改革委、省经信厅）\n\n结尾';
const sections = [{ id: 's1', path: ['一'], heading: '总体要求', start: 0, end: text.length }];
const paragraphs = paragraphsOf(text, sections, '');

const mark = (id: string, words: string): Mark => {
  const start = text.indexOf(words);
  return { id, start, end: start + words.length, look: 'check', number: 1 };
};

test('a section that fills its line is a heading, numbering goes to the margin, empty lines are left out', () => {
  expect(paragraphs.map(({ level, label }) => [level, label])).toEqual([
    [1, 0],
    [0, 2],
    [0, 0],
  ]);
});

test('overlapping items are cut at every bound and each number stands once, after its last piece', () => {
  const [, body] = paragraphs;
  if (!body) throw new TypeError('no paragraph');
  const marks = [mark('a', '产量超120万辆，占比'), mark('b', '120万辆，占比超过60%')];
  const pieces = piecesOf(body, marks, []);
  expect(pieces.filter(({ over }) => over.length === 2).map((piece) => piece.text)).toEqual(['120万辆，占比']);
  expect(pieces.flatMap(({ ends }) => ends.map(({ id }) => id))).toEqual(['a', 'b']);
});

test('units are found by their longest name', () => {
  const [, body] = paragraphs;
  if (!body) throw new TypeError('no paragraph');
  const pattern = unitPattern([{ unit: '发展改革委' }, { unit: '省发展改革委' }, { unit: '省经信厅' }]);
  expect(unitSpans(body, pattern).map(({ unit }) => unit)).toEqual(['省发展改革委', '省经信厅']);
});

test('whatever lies over the text, its paragraphs read the same', () => {
  const bound = fc.nat(text.length);
  fc.assert(
    fc.property(fc.array(fc.tuple(bound, bound), { maxLength: 12 }), (spans) => {
      const marks = spans.map(
        ([a, b], at): Mark => ({ id: `${at}`, start: Math.min(a, b), end: Math.max(a, b), look: 'check', number: at }),
      );
      const byParagraph = marksByParagraph(paragraphs, marks);
      for (const [at, paragraph] of paragraphs.entries()) {
        const shown = piecesOf(paragraph, byParagraph.get(at) ?? [], []).map((piece) => piece.text);
        expect(paragraph.text.slice(0, paragraph.label) + shown.join('')).toBe(paragraph.text);
      }
    }),
  );
});
