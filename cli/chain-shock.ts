import { parseArgs } from 'node:util';
import { type ChainGraph, greatestLosses, type ShockResult, shock, structureOf } from '@liannao/chain-graph';
import { BUILD_USAGE, FILE_USAGE, fileOptions, notesOn, readChain } from './chain-files.ts';
import { type Command, InputError, printJson, printTable, UsageError } from './command.ts';

const options = {
  ...fileOptions,
  fail: { type: 'string', multiple: true, default: [] as string[] },
  'fail-group': { type: 'string', multiple: true, default: [] as string[] },
  epsilon: { type: 'string', default: '1e-6' },
  threshold: { type: 'string', default: '0' },
  'no-replacement': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

export const command: Command = {
  usage: `chain shock ${FILE_USAGE} --fail ID[:LEFT][,…] [--fail-group GROUP[:LEFT][,…]] [--epsilon 1e-6] [--threshold 0] [--no-replacement] ${BUILD_USAGE} [--json]`,
  summary:
    'what remains of every firm when some fail: losses passed on along supply links, without a store. LEFT: what remains of the firm itself, 0 to 1, default 0',
  run: async (args) => {
    const { values } = parseArgs({ args, options });
    const left = failures(values.fail);
    const groups = failures(values['fail-group']);
    if (left.size + groups.size === 0) throw new UsageError('--fail is missing: the firms that fail.');
    const epsilon = shareOf('epsilon', values.epsilon);
    if (epsilon === 0) throw new UsageError('--epsilon is to be above 0.');
    const threshold = shareOf('threshold', values.threshold);
    const graph = await readChain(values);
    const noReplacement = values['no-replacement'];
    const answer = shock(graph, { left, groups, epsilon, threshold, noReplacement });
    if (!answer.ok) {
      const lines = answer.issues.map(({ at, message }) => `${values.firms}: ${at}: ${message}`);
      throw new InputError(lines.join('\n'));
    }
    for (const note of notesOn(graph.report)) console.error(note);
    if (!answer.value.converged) console.error(`not settled after ${answer.value.steps} steps: losses may still grow`);
    if (values.json) printJson(asJson(graph, answer.value));
    else print(graph, answer.value);
  },
};

/** `ID[:LEFT][,…]`; an id may hold a colon, as long as what follows the last one is no number. */
function failures(texts: readonly string[]): Map<string, number> {
  const left = new Map<string, number>();
  for (const text of texts.flatMap((list) => list.split(/[,，]/)).map((one) => one.trim())) {
    if (text === '') continue;
    const colon = Math.max(text.lastIndexOf(':'), text.lastIndexOf('：'));
    const tail = text.slice(colon + 1).trim();
    const stated = colon > 0 && tail !== '' && !Number.isNaN(Number(tail));
    const share = stated ? Number(tail) : 0;
    if (!(share >= 0 && share <= 1)) throw new UsageError(`--fail ${text}: what is left is between 0 and 1.`);
    const id = stated ? text.slice(0, colon).trim() : text;
    left.set(id, Math.min(share, left.get(id) ?? 1));
  }
  return left;
}

/** A number from 0 to below 1. @throws UsageError */
export function shareOf(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value < 1)) {
    throw new UsageError(`--${name} ${text}: a number from 0 to below 1, such as 1e-6.`);
  }
  return value;
}

function asJson(graph: ChainGraph, result: ShockResult) {
  const { dropped, rows, relations, ...found } = graph.report;
  return {
    index: result.index,
    direct: result.direct,
    amplification: result.amplification,
    steps: result.steps,
    converged: result.converged,
    epsilon: result.epsilon,
    threshold: result.threshold,
    dropped,
    found: { firms: graph.ids.length, links: rows, relations, ...found, ...structureOf(graph.arrays) },
    firms: graph.ids.map((id, firm) => ({
      id,
      downstream: result.downstream[firm],
      upstream: result.upstream[firm],
      remaining: result.remaining[firm],
    })),
  };
}

/** Firms that the table lists; `--json` has all. */
const LISTED = 30;

function print(graph: ChainGraph, result: ShockResult): void {
  const percent = (share: number | null) => (share === null ? '–' : `${(share * 100).toFixed(2)} %`);
  console.log(
    `lost ${percent(result.index)} of all output, ${percent(result.direct)} of it directly (ε ${result.epsilon}, ${result.steps} steps)`,
  );
  const places = new Map(graph.ids.map((id, firm) => [id, firm]));
  const worst = greatestLosses(graph, result, LISTED);
  printTable([
    ['firm', 'lost output', 'remaining', 'by inputs', 'by sales'],
    ...worst.map(({ id, lost }) => {
      const firm = places.get(id) as number;
      return [
        id,
        lost.toFixed(2),
        percent(result.remaining[firm] as number),
        percent(result.downstream[firm] as number),
        percent(result.upstream[firm] as number),
      ];
    }),
  ]);
}
