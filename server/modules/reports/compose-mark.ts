import { type Context, figureOf, targetOf } from './compose-context.ts';
import type { DocRun } from './compose-doc.ts';
import type { FigureRun, Run } from './sentences-runs.ts';

/** Marks a block's figures: where each leads, whether it is locked or missing. `changed` comes by comparing. */
export function docRuns(context: Context, block: string, runs: readonly Run[]): DocRun[] {
  return runs.map((run) =>
    typeof run === 'string' ? { text: run } : { text: run.text, figure: marked(context, block, run) },
  );
}

function marked(context: Context, block: string, run: FigureRun) {
  const main = run.keys[0] ?? '';
  const figure = figureOf(context, main);
  const target = targetOf(context, main);
  const locked = run.keys.some((key) => figureOf(context, key)?.lock);
  return {
    id: `${block}/${run.slot ?? `${run.how}/${run.keys.slice(0, 2).join('&')}`}`,
    how: run.how,
    keys: [...run.keys],
    state: run.missing ? ('missing' as const) : locked ? ('locked' as const) : ('ok' as const),
    now: null,
    ref: figure?.ref
      ? { kind: 'observation' as const, id: figure.ref }
      : target
        ? { kind: 'judgement' as const, id: target.id }
        : null,
  };
}
