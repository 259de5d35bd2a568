/** What the draft says otherwise than today's figures do: the same page composed twice and held against each other. */
import type { Doc, DocNode, DocRun } from './compose-doc.ts';
import type { ReportChange } from './model.ts';
import { reportText } from './text.ts';

/** The draft with its changed figures marked, and the list of them in the order of the page. */
export function withChanges(draft: Doc, today: Doc): { readonly doc: Doc; readonly changes: ReportChange[] } {
  const now = new Map<string, string>();
  for (const run of allRuns(today)) if (run.figure && !now.has(run.figure.id)) now.set(run.figure.id, run.text);
  const changes = new Map<string, ReportChange>();
  const places = placesOf(draft);
  const mark =
    (node: DocNode) =>
    (run: DocRun): DocRun => {
      const { figure } = run;
      const today = figure && now.get(figure.id);
      if (!figure || figure.state === 'locked' || today === undefined || today === run.text) return run;
      changes.set(figure.id, {
        id: figure.id,
        block: node.block,
        where: places.get(node) ?? '',
        what: howWord(figure.how, draft.lang),
        keys: figure.keys,
        draft: run.text,
        now: today,
      });
      const state = figure.state === 'missing' ? ('missing' as const) : ('changed' as const);
      return { ...run, figure: { ...figure, state, now: today } };
    };
  const nodes = draft.nodes.map((node): DocNode => {
    if (node.kind === 'para') return { ...node, runs: node.runs.map(mark(node)) };
    if (node.kind === 'table') {
      const marked = mark(node);
      return { ...node, rows: node.rows.map((row) => row.map((cell) => ({ ...cell, runs: cell.runs.map(marked) }))) };
    }
    return node;
  });
  const drawn = chartsChanged(nodes, today);
  return { doc: { ...draft, nodes: drawn }, changes: [...changes.values()] };
}

/** A chart is drawn again as a whole: it is marked where it would look otherwise. */
function chartsChanged(nodes: readonly DocNode[], today: Doc): DocNode[] {
  const charts = new Map(
    today.nodes.flatMap((node) => (node.kind === 'chart' ? [[node.block, node.svg] as const] : [])),
  );
  return nodes.map((node) => {
    if (node.kind !== 'chart') return node;
    const other = charts.get(node.block);
    return other !== undefined && other !== node.svg ? { ...node, state: 'changed' as const } : node;
  });
}

export function allRuns(doc: Doc): DocRun[] {
  return doc.nodes.flatMap((node) => {
    if (node.kind === 'para') return node.runs;
    return node.kind === 'table' ? node.rows.flatMap((row) => row.flatMap((cell) => cell.runs)) : [];
  });
}

/** 「2.3 段 1」, 「表 2-3」: where a node stands, as a reader would find it. */
function placesOf(doc: Doc): Map<DocNode, string> {
  const places = new Map<DocNode, string>();
  let section = '';
  let paragraphs = 0;
  for (const node of doc.nodes) {
    if (node.kind === 'heading') {
      section = node.number.replace(/、$/, '').trim();
      paragraphs = 0;
    } else if (node.kind === 'para') {
      paragraphs += 1;
      places.set(node, reportText[doc.lang].paragraph(section, paragraphs));
    } else places.set(node, node.number);
  }
  return places;
}

function howWord(how: string, lang: Doc['lang']): string {
  const words: Readonly<Record<string, string>> = reportText[lang].how;
  return words[how] ?? how;
}
