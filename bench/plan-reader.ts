/**
 * Plan reader: characters a second of `readPlan` on official plans, against the Chinese number model of
 * @microsoft/recognizers-text-number (which finds the numbers alone) and against JSON.parse of a string of the same text.
 * Run: node -C @liannao/source bench/plan-reader.ts [--json]
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readPlan } from '@liannao/plan-reader';
import recognizers from '@microsoft/recognizers-text-number';

const root = path.join(import.meta.dirname, '..');
const shared = path.join(root, '..', 'shared', 'plans');
const folder = existsSync(shared) ? shared : path.join(root, 'packages', 'plan-reader', 'test', 'dev-plans');
const plans = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .sort()
  .map((name) => readFileSync(path.join(folder, name), 'utf8'));
const text = plans.join('\n');
const long = Array.from({ length: Math.ceil(2_000_000 / text.length) }, () => text).join('\n');

/** Characters a second of CPU time: the best of several runs after warming up. */
const speed = (characters: number, work: () => unknown, seconds: number): number => {
  work();
  let best = 0;
  const deadline = performance.now() + seconds * 1000;
  do {
    const before = process.cpuUsage();
    work();
    const used = process.cpuUsage(before);
    best = Math.max(best, characters / Math.max(1e-6, (used.user + used.system) / 1e6));
  } while (performance.now() < deadline);
  return Math.round(best);
};

const json = JSON.stringify(long);
const model = new recognizers.NumberRecognizer(recognizers.Culture.Chinese).getNumberModel();
const ours = speed(text.length, () => plans.map((plan) => readPlan(plan)), 4);
const oursLong = speed(long.length, () => readPlan(long), 4);
const peer = speed(text.length, () => plans.map((plan) => model.parse(plan)), 4);
const limit = speed(long.length, () => JSON.parse(json), 2);

const rows = [
  { case: 'the plans, one by one', ours, note: 'sections, quantities, tasks, layout; the peer finds numbers only' },
  {
    case: `the plans joined to ${(long.length / 1e6).toFixed(1)} million characters`,
    ours: oursLong,
    note: 'peer measured on the plans one by one',
  },
].map((row) => ({
  bench: 'plan-reader',
  case: row.case,
  ours: row.ours,
  peers: { '@microsoft/recognizers-text-number': peer },
  limit,
  unit: 'characters/s',
  higherIsBetter: true,
  ratioToBestPeer: Number((row.ours / peer).toFixed(2)),
  ratioToLimit: Number((row.ours / limit).toFixed(4)),
  note: row.note,
}));

if (process.argv.includes('--json')) for (const row of rows) console.log(JSON.stringify(row));
else
  console.table(
    rows.map(({ case: name, ours: figure, limit: top, ratioToBestPeer, ratioToLimit }) => ({
      case: name,
      'characters/s': figure,
      peer,
      limit: top,
      'x peer': ratioToBestPeer,
      'x limit': ratioToLimit,
    })),
  );
