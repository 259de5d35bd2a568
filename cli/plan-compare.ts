import { parseArgs } from 'node:util';
import { type PlanTarget, readPlan } from '@liannao/plan-reader';
import { type Command, printJson, printTable, UsageError } from './command.ts';
import { shippedLexicon } from './lexicon.ts';
import { readPlanText } from './read-file.ts';

export const command: Command = {
  usage: 'plan compare FILE FILE… [--json]',
  summary: 'targets of several plans side by side, one row an indicator',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    if (positionals.length < 2) throw new UsageError('Name at least two files.');
    const lexicon = await shippedLexicon();
    const plans = [];
    for (const file of positionals) {
      const { document, targets } = readPlan(await readPlanText(file), { lexicon });
      plans.push({
        file,
        title: document.title ?? file,
        targets: targets.filter((target) => target.kind === 'target'),
      });
    }
    const rows = sideBySide(plans.map((plan) => plan.targets));
    if (values.json) return printJson({ plans: plans.map(({ file, title }) => ({ file, title })), rows });
    printTable([
      ['indicator', ...plans.map((plan) => plan.title)],
      ...rows.map((row) => [row.indicator, ...row.cells.map((cell) => cell.map(describe).join('; ') || '—')]),
    ]);
  },
};

interface Row {
  /** Catalogue code and scope where bound, else the plan's own words. */
  readonly key: string;
  readonly indicator: string;
  readonly cells: PlanTarget[][];
}

/** Rows in the order of first mention; what several plans share comes first. */
function sideBySide(plans: readonly PlanTarget[][]): Row[] {
  const rows = new Map<string, Row>();
  for (const [at, targets] of plans.entries()) {
    for (const target of targets) {
      const scope = Object.entries(target.scope ?? {})
        .sort()
        .join(';');
      const key = target.code ? `${target.code} ${scope}`.trim() : target.indicator;
      const row = rows.get(key) ?? { key, indicator: target.indicator, cells: plans.map(() => []) };
      row.cells[at]?.push(target);
      rows.set(key, row);
    }
  }
  const shared = (row: Row) => row.cells.filter((cell) => cell.length > 0).length;
  return [...rows.values()].sort((a, b) => shared(b) - shared(a));
}

const describe = ({ comparator, value, valueMax, unit, deadline, region }: PlanTarget) =>
  `${comparator} ${valueMax === null ? value : `${value}–${valueMax}`}${unit}${deadline ? ` ${deadline}` : ''}${region ? ` ${region}` : ''}`;
