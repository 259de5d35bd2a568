/** Blocks and facts in, the printed report out. Pure: no clock, no disk, no chance. */
import type { Block, BlockOf, Words } from './blocks.ts';
import type { ChartSpec, Drawing } from './chart-spec.ts';
import { composeChart } from './compose-charts.ts';
import { type Context, growthInput, indicatorOf, placeWord, pointOf, regionsInput, word } from './compose-context.ts';
import type { Doc, DocNode } from './compose-doc.ts';
import { docRuns } from './compose-mark.ts';
import { type Notebook, notebook } from './compose-notes.ts';
import { composeTable } from './compose-tables.ts';
import { pageText } from './compose-text.ts';
import { type Facts, targetKey } from './facts.ts';
import { growthParagraph, missing } from './sentences-growth.ts';
import { quantity } from './sentences-quantity.ts';
import { contributionSentences, rankingSentences } from './sentences-regions.ts';
import type { FigureRun, Lang, Run } from './sentences-runs.ts';
import { handlingSentences, targetsSentence } from './sentences-targets.ts';
import { cutTokens } from './tokens.ts';

export interface ComposeInput {
  readonly title: Words;
  readonly region: string;
  /** Year of the report's month. */
  readonly year: number;
  readonly state: 'draft' | 'checked' | 'issued';
  /** Number of an issued report, empty before. */
  readonly number: string;
  /** Day of the data, in words of the language. */
  readonly dataDay: Words;
  readonly periodWords: Words;
  readonly long: boolean;
  readonly blocks: readonly Block[];
  readonly facts: Facts;
}

export type Draw = (spec: ChartSpec, options: { readonly corner: string }) => Drawing;

export function composeReport(input: ComposeInput, lang: Lang, draw: Draw): Doc {
  const context: Context = {
    facts: input.facts,
    region: input.region,
    year: input.year,
    period: word(input.periodWords, lang),
    lang,
  };
  const text = pageText[lang];
  const book = notebook(context);
  const writer: Writer = { context, book, draw, chapter: 0, section: 0, tables: 0, charts: 0 };
  const nodes = input.blocks.flatMap((block) => composeBlock(writer, block));
  const synthetic = isSynthetic(input.facts);
  const title = word(input.title, lang);
  const right = [text.state[input.state], synthetic ? text.synthetic : ''].filter(Boolean).join('　');
  return {
    lang,
    title,
    facts: [input.number, word(input.periodWords, lang), text.dataDate(word(input.dataDay, lang))].filter(Boolean),
    head: { left: title, right },
    synthetic,
    long: input.long,
    nodes,
    notes: book.notes,
  };
}

export const isSynthetic = (facts: Facts): boolean =>
  Object.values(facts.figures).some((figure) => figure.synthetic && figure.value !== null) ||
  facts.targets.some((target) => target.synthetic) ||
  [...(facts.handling?.signals ?? []), ...(facts.handling?.cases ?? [])].some((one) => one.synthetic);

interface Writer {
  readonly context: Context;
  readonly book: Notebook;
  readonly draw: Draw;
  chapter: number;
  section: number;
  tables: number;
  charts: number;
}

function composeBlock(writer: Writer, block: Block): DocNode[] {
  const { context } = writer;
  const { lang } = context;
  switch (block.type) {
    case 'heading':
      return [heading(writer, block)];
    case 'text':
      return ownText(writer, block);
    case 'growth': {
      const inputs = block.series.flatMap((series) => growthInput(context, series) ?? []);
      return inputs.length > 0 ? [paragraph(writer, block, growthParagraph(inputs, lang))] : [];
    }
    case 'ranking':
    case 'contribution': {
      const input = regionsInput(context, block.series);
      if (!input) return [];
      if (input.regions.length === 0) return [paragraph(writer, block, [pageText[lang].noRegions])];
      const runs = block.type === 'ranking' ? rankingSentences(input, lang) : contributionSentences(input, lang);
      return runs.length > 0 ? [paragraph(writer, block, runs)] : [];
    }
    case 'targets':
      return [paragraph(writer, block, targetsSentence(context.facts.targets, placeWord(context), lang))];
    case 'handling':
      return [handling(writer, block)];
    case 'list':
      return list(writer, block);
    case 'table':
      return table(writer, block);
    case 'chart':
    case 'map':
      return chart(writer, block);
    case 'method':
      return method(writer, block);
  }
}

const NUMERALS = '〇一二三四五六七八九十';
/** 1 to 99 as 一 to 九十九. */
export function chineseNumber(n: number): string {
  const tens = Math.floor(n / 10);
  const ones = n % 10;
  if (n <= 10) return NUMERALS[n] ?? '';
  return `${tens > 1 ? NUMERALS[tens] : ''}十${ones > 0 ? NUMERALS[ones] : ''}`;
}

function heading(writer: Writer, block: BlockOf<'heading'>): DocNode {
  const { lang } = writer.context;
  if (block.level === 1) {
    writer.chapter += 1;
    writer.section = 0;
    writer.tables = 0;
    writer.charts = 0;
  } else writer.section += 1;
  const number =
    block.level === 1
      ? lang === 'zh'
        ? `${chineseNumber(writer.chapter)}、`
        : `${writer.chapter} `
      : `${writer.chapter}.${writer.section} `;
  return { kind: 'heading', block: block.id, level: block.level, number, text: word(block.text, lang) };
}

const runKeys = (runs: readonly Run[]) => runs.flatMap((run) => (typeof run === 'string' ? [] : run.keys));

function paragraph(writer: Writer, block: Block, runs: readonly Run[], look: 'body' | 'item' = 'body'): DocNode {
  return {
    kind: 'para',
    block: block.id,
    look,
    runs: docRuns(writer.context, block.id, runs),
    note: writer.book.add(runKeys(runs)),
  };
}

/** Paragraphs at line ends; a token becomes its figure. */
function ownText(writer: Writer, block: BlockOf<'text'>): DocNode[] {
  const { context } = writer;
  const text = word(block.text, context.lang).trim();
  if (text === '') {
    if (!block.hint) return [];
    const hint = word(block.hint, context.lang);
    return [{ kind: 'para', block: block.id, look: 'hint', runs: [{ text: hint }], note: null }];
  }
  return text.split(/\n+/).map((line) => {
    const runs = cutTokens(line).map((part): Run => {
      if (typeof part === 'string') return part;
      const series = { code: part.code, scope: part.scope };
      const indicator = indicatorOf(context, series);
      const point = indicator && pointOf(context, series, part.region ?? context.region, indicator.period);
      if (!indicator || !point || point.value === null)
        return missing(point?.key ?? `${part.code}|${part.scope}`, context.lang);
      return {
        how: 'value',
        keys: [point.key],
        text: quantity(point.value, indicator, context.lang),
      } satisfies FigureRun;
    });
    return paragraph(writer, block, runs);
  });
}

function handling(writer: Writer, block: Block): DocNode {
  const { facts, lang } = writer.context;
  const runs = facts.handling ? handlingSentences(facts.handling, lang) : [pageText[lang].noHandling];
  return paragraph(writer, block, runs);
}

function list(writer: Writer, block: BlockOf<'list'>): DocNode[] {
  const { context } = writer;
  const { lang, facts } = context;
  const text = pageText[lang];
  if (block.of === 'targets') {
    const own = facts.targets.filter((target) => block.states.includes(target.state));
    if (own.length === 0) return [paragraph(writer, block, [text.noneOfState], 'item')];
    const items = own.map((target) => {
      const units = target.units.length > 0 ? text.lead(target.units.slice(0, 3).join(text.separator)) : '';
      const said: FigureRun = { how: 'target', keys: [targetKey(target.id)], text: word(target.sentence, lang) };
      return { said, units };
    });
    const note = writer.book.add(own.map((target) => targetKey(target.id)));
    return items.map(({ said, units }, i) => ({
      kind: 'para' as const,
      block: block.id,
      look: 'item' as const,
      runs: docRuns(context, block.id, [said, units]),
      note: i === items.length - 1 ? note : null,
    }));
  }
  const rows = block.of === 'signals' ? facts.handling?.signals : facts.handling?.cases;
  if (!rows || rows.length === 0) return [paragraph(writer, block, [text.noHandling], 'item')];
  const due = (day: string | null) => (day ? text.until(day) : '');
  const items = rows.slice(0, MOST_LISTED).map((row) => {
    const unit = row.unit ? `${text.comma}${row.unit}` : '';
    return paragraph(
      writer,
      block,
      [`${word(row.title, lang)}${text.colon}${word(row.state, lang)}${unit}${due(row.due)}`],
      'item',
    );
  });
  const left = rows.length - items.length;
  return left > 0 ? [...items, paragraph(writer, block, [text.more(left)], 'item')] : items;
}
/** More than this are counted, not listed. */
const MOST_LISTED = 12;

function table(writer: Writer, block: BlockOf<'table'>): DocNode[] {
  const made = composeTable(writer.context, block);
  if (!made || made.rows.length === 0) return [];
  writer.tables += 1;
  const { lang } = writer.context;
  return [
    {
      kind: 'table',
      block: block.id,
      number: pageText[lang].table(`${Math.max(1, writer.chapter)}-${writer.tables}`),
      caption: made.caption,
      head: made.head.map((column) => ({ ...column })),
      rows: made.rows.map((row) =>
        row.map((cell) => ({ align: cell.align, runs: docRuns(writer.context, block.id, cell.runs) })),
      ),
      under: made.under,
      note: writer.book.add(made.keys),
    },
  ];
}

function chart(writer: Writer, block: BlockOf<'chart'> | BlockOf<'map'>): DocNode[] {
  const made = composeChart(writer.context, block);
  if (!made) return [];
  writer.charts += 1;
  const { context } = writer;
  const text = pageText[context.lang];
  const synthetic = isSynthetic(context.facts);
  const { svg, width, height } = writer.draw(made.spec, { corner: synthetic ? text.synthetic : '' });
  return [
    {
      kind: 'chart',
      block: block.id,
      number: text.chart(`${Math.max(1, writer.chapter)}-${writer.charts}`),
      caption: made.caption,
      svg,
      width,
      height,
      alt: made.alt,
      under: made.under,
      state: 'ok',
      note: writer.book.add(made.keys),
    },
  ];
}

function method(writer: Writer, block: Block): DocNode[] {
  const text = pageText[writer.context.lang];
  return [text.methodFlow, text.methodRatio, text.methodRegion, text.methodTarget].map((line) =>
    paragraph(writer, block, [line], 'item'),
  );
}
