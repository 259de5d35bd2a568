/** What is looked at before a report is sent. */
import type { Block } from './blocks.ts';
import { allRuns } from './changes.ts';
import type { Doc } from './compose-doc.ts';
import type { Facts } from './facts.ts';
import type { ReportChange, ReportCheck } from './model.ts';
import { reportText } from './text.ts';
import { typedFigures } from './tokens.ts';

export interface Checked {
  readonly doc: Doc;
  readonly blocks: readonly Block[];
  readonly facts: Facts;
  readonly changes: readonly ReportChange[];
}

export function checkReport({ doc, blocks, facts, changes }: Checked): ReportCheck[] {
  const say = reportText[doc.lang];
  const runs = allRuns(doc).filter((run) => run.figure);
  const missing = doc.nodes.filter((node) => nodeRuns(node).some((run) => run.figure?.state === 'missing'));
  const missingCount = runs.filter((run) => run.figure?.state === 'missing').length;
  const typed = blocks.flatMap((block) =>
    block.type === 'text' ? typedFigures(block.text[doc.lang]).map((text) => ({ block: block.id, text })) : [],
  );
  const unwritten = doc.nodes.filter((node) => node.kind === 'para' && node.look === 'hint');
  const shown = new Set(runs.flatMap((run) => run.figure?.keys ?? []));
  const preliminary = Object.entries(facts.figures).filter(
    ([key, figure]) => shown.has(key) && figure.value !== null && figure.status !== 'approved' && !figure.lock,
  );
  const checks: (ReportCheck | null)[] = [
    { code: 'sourced', level: 'ok', text: say.sourced(runs.length - missingCount), blocks: [] },
    missingCount > 0
      ? {
          code: 'missing',
          level: 'bar',
          text: say.missing(missingCount),
          blocks: unique(missing.map((node) => node.block)),
        }
      : null,
    changes.length > 0
      ? {
          code: 'changed',
          level: 'warn',
          text: say.changed(changes.length),
          blocks: unique(changes.map((one) => one.block)),
        }
      : null,
    typed.length > 0
      ? {
          code: 'typed',
          level: 'warn',
          text: say.typed(
            typed.length,
            typed
              .slice(0, 3)
              .map((one) => one.text)
              .join(doc.lang === 'zh' ? '、' : ', '),
          ),
          blocks: unique(typed.map((one) => one.block)),
        }
      : null,
    preliminary.length > 0
      ? { code: 'preliminary', level: 'warn', text: say.preliminary(preliminary.length), blocks: [] }
      : null,
    unwritten.length > 0
      ? {
          code: 'unwritten',
          level: 'note',
          text: say.unwritten(unwritten.length),
          blocks: unwritten.map((node) => node.block),
        }
      : null,
  ];
  return checks.filter((check) => check !== null);
}

const nodeRuns = (node: Doc['nodes'][number]) =>
  node.kind === 'para'
    ? node.runs
    : node.kind === 'table'
      ? node.rows.flatMap((row) => row.flatMap((cell) => cell.runs))
      : [];

const unique = (values: readonly string[]): string[] => [...new Set(values)];
