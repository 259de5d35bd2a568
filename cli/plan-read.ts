import { parseArgs } from 'node:util';
import { type PlanReading, readPlan } from '@liannao/plan-reader';
import { type Command, printJson, printTable, UsageError } from './command.ts';
import { shippedLexicon } from './lexicon.ts';
import { readPlanText } from './read-file.ts';

export const command: Command = {
  usage: 'plan read FILE… [--json]',
  summary: 'reads a plan (.txt .md .html .docx .pdf, - for standard input): targets, tasks, responsible units, layout',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    if (positionals.length === 0) throw new UsageError('No file named.');
    const lexicon = await shippedLexicon();
    const readings: PlanReading[] = [];
    for (const file of positionals) readings.push(readPlan(await readPlanText(file), { lexicon }));
    if (values.json) printJson(readings.length === 1 ? readings[0] : readings);
    else for (const [at, reading] of readings.entries()) printReading(positionals[at] ?? '', reading);
  },
};

function printReading(file: string, { document, targets, tasks, layout }: PlanReading): void {
  console.log(
    `${document.title ?? file}  ${document.jurisdiction ?? '?'}  ${document.periodStart ?? ''}–${document.periodEnd ?? ''}`,
  );
  console.log(`${targets.length} quantities, ${tasks.length} tasks, ${layout.length} layout patterns\n`);
  printTable(
    targets.map((target) => [
      target.kind,
      target.indicator,
      target.comparator,
      target.valueMax === null ? `${target.value}` : `${target.value}–${target.valueMax}`,
      target.unit,
      target.deadline === null ? '' : `${target.deadline}`,
      target.accumulation,
      target.responsible.join('、'),
    ]),
  );
  console.log('');
  printTable(tasks.map((task) => [task.path.join(' '), task.title, task.responsible.join('、')]));
}
