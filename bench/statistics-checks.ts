/**
 * Checks of returns: 2,000 invented firms and 36 months of four forms, with a believable mistake in two of a hundred
 * reports and with real jumps that are none. `checkReturn` sees each report with what the firm filed before, rightly.
 * Found: an error or a warning in a row of the mistake, or anywhere where it is of the whole report. The peer is the
 * rule that collection systems bring with them: a value more than three standard deviations off the cell's own past.
 * Run: node -C @liannao/source bench/statistics-checks.ts [--json] [--firms 2000]
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  type CheckFinding,
  checkReturn,
  columnDigest,
  defaultCheckParameters,
  type FormColumn,
  type FormDefinition,
  periodCode,
  readForm,
} from '@liannao/statistics';
import { randomFor } from '../data/demo/random.ts';
import { plantFault } from '../data/demo/returns/faults.ts';
import { makeFirm } from '../data/demo/returns/firm.ts';
import { type Filed, historyOf } from '../data/demo/returns/history.ts';
import type { Fault } from '../data/demo/returns/types.ts';
import { farFromMean } from './statistics-checks/mean.ts';

const { values: options } = parseArgs({
  options: { json: { type: 'boolean' }, firms: { type: 'string', default: '2000' } },
});
const FIRMS = Number(options.firms);
const SEED = 2025;
/** One year before the 36 months: the past of the first reports. */
const YEARS = { from: 2022, years: 4 } as const;
const CHECKED_FROM = '2023';
const SHARE = 0.02;
const PAST = 24;
const FORMS = ['industry-monthly', 'vehicle-monthly', 'digital-annual', 'capacity-annual'] as const;
const COLUMNS: readonly FormColumn[] = ['current', 'cumulative', 'current-base', 'cumulative-base'];

const definitions = FORMS.map((id): FormDefinition => {
  const form = readForm(readFileSync(new URL(`../data/forms/${id}.yaml`, import.meta.url), 'utf8'));
  if (!form.ok) throw new Error(`${id}: ${form.issues[0]?.message}`);
  return form.value;
});
const firms = Array.from({ length: FIRMS }, (_, n) => makeFirm(SEED, `firm-${n}`));
const filedBy = (n: number, definition: FormDefinition): readonly Filed[] => {
  const firm = firms[n];
  return firm ? historyOf({ seed: SEED, firm, definition, ...YEARS }) : [];
};

interface Tally {
  planted: number;
  found: number;
  peer: number;
}
const kinds = new Map<string, Tally>();
const kindOf = (kind: string): Tally => {
  const tally = kinds.get(kind) ?? { planted: 0, found: 0, peer: 0 };
  kinds.set(kind, tally);
  return tally;
};
const clean = { returns: 0, flagged: 0, findings: 0, peerFlagged: 0, jumps: 0, jumpsFlagged: 0 };
const alarms = new Map<string, number>();
let returns = 0;
/** Of CPU time. */
let seconds = 0;

const isSerious = ({ level, isExplained }: CheckFinding) => level === 'error' || (level === 'warning' && !isExplained);
const isFound = (fault: Fault, rows: readonly (string | null)[]) =>
  fault.rows === null ? rows.length > 0 : rows.some((row) => row === null || fault.rows?.includes(row));

for (const definition of definitions) {
  const digests = new Map<string, Map<string, string>>();
  for (const { name } of firms) {
    const n = Number(name.slice(5));
    for (const { period, cells } of filedBy(n, definition)) {
      const round = digests.get(periodCode(period)) ?? new Map<string, string>();
      for (const column of COLUMNS) {
        const digest = columnDigest(cells, column);
        if (digest !== '') round.set(digest, name);
      }
      digests.set(periodCode(period), round);
    }
  }
  for (const [n, firm] of firms.entries()) {
    const filed = filedBy(n, definition);
    const others = filedBy((n + 1) % FIRMS, definition);
    const random = randomFor(SEED, `faults ${definition.id} ${firm.name}`);
    for (const [i, report] of filed.entries()) {
      const code = periodCode(report.period);
      if (code < CHECKED_FROM) continue;
      const draw = random();
      const before = filed[i - 1];
      const fault =
        draw < SHARE
          ? plantFault(
              {
                form: definition.id as (typeof FORMS)[number],
                month: report.month,
                cells: report.cells,
                before: before && before.month < report.month ? before.cells : null,
                neighbour: others[i]?.cells ?? {},
              },
              random,
            )
          : null;
      check(definition, firm.name, report, filed.slice(Math.max(0, i - PAST), i), fault, digests.get(code));
    }
  }
}

function check(
  definition: FormDefinition,
  name: string,
  { period, cells: right, isStopped, isJump }: Filed,
  past: readonly Filed[],
  fault: Fault | null,
  digests: ReadonlyMap<string, string> = new Map(),
): void {
  const cells = fault?.cells ?? right;
  const others = new Map<string, string>();
  for (const column of COLUMNS) {
    const digest = columnDigest(cells, column);
    const owner = digests.get(digest);
    if (owner !== undefined && owner !== name) others.set(digest, owner);
  }
  const before = process.cpuUsage();
  const findings = checkReturn({
    definition,
    period,
    cells,
    past,
    entryFile: null,
    isStopped,
    isLate: fault?.kind === 'late',
    others,
    parameters: defaultCheckParameters,
  }).filter(isSerious);
  const used = process.cpuUsage(before);
  seconds += (used.user + used.system) / 1e6;
  returns += 1;
  const far = farFromMean(cells, past);
  if (fault) {
    const tally = kindOf(fault.kind);
    tally.planted += 1;
    if (
      isFound(
        fault,
        findings.map(({ row }) => row),
      )
    )
      tally.found += 1;
    if (isFound(fault, far)) tally.peer += 1;
    return;
  }
  clean.returns += 1;
  clean.findings += findings.length;
  if (findings.length > 0) clean.flagged += 1;
  if (far.length > 0) clean.peerFlagged += 1;
  if (isJump) clean.jumps += 1;
  if (isJump && findings.length > 0) clean.jumpsFlagged += 1;
  for (const { check: rule, level } of findings) {
    const key = `${rule} ${level}`;
    alarms.set(key, (alarms.get(key) ?? 0) + 1);
  }
}

const sum = (field: keyof Tally) => [...kinds.values()].reduce((total, tally) => total + tally[field], 0);
const percent = (part: number, whole: number) => (whole === 0 ? 0 : Number(((part / whole) * 100).toFixed(1)));
const planted = sum('planted');
const found = sum('found');
const peerFound = sum('peer');
const ours = { recall: percent(found, planted), precision: percent(found, found + clean.flagged) };
const peer = { recall: percent(peerFound, planted), precision: percent(peerFound, peerFound + clean.peerFlagged) };
const perThousand = Number(((clean.findings / Math.max(1, clean.returns)) * 1000).toFixed(1));
const speed = Math.round(returns / seconds);

const rows = [
  ...[...kinds].sort().map(([kind, tally]) => ({
    case: kind,
    ours: percent(tally.found, tally.planted),
    peers: { 'z-score > 3': percent(tally.peer, tally.planted) },
    unit: '% found',
    higherIsBetter: true,
    note: `${tally.planted} planted, ${tally.found} found`,
  })),
  {
    case: 'recall',
    ours: ours.recall,
    peers: { 'z-score > 3': peer.recall },
    unit: '%',
    higherIsBetter: true,
    note: `${planted} mistakes in ${returns} returns of ${FIRMS} firms`,
  },
  {
    case: 'precision',
    ours: ours.precision,
    peers: { 'z-score > 3': peer.precision },
    unit: '%',
    higherIsBetter: true,
    note: `returns with a finding: ${found} mistaken and ${clean.flagged} right ones, ${clean.jumpsFlagged} of them of ${clean.jumps} with a real jump; the peer ${peerFound} and ${clean.peerFlagged}`,
  },
  {
    case: 'findings per 1,000 right returns',
    ours: perThousand,
    peers: {},
    unit: 'findings',
    higherIsBetter: false,
    note: [...alarms]
      .sort((a, b) => b[1] - a[1])
      .map(([rule, count]) => `${rule}: ${count}`)
      .join(', '),
  },
  {
    case: 'speed',
    ours: speed,
    peers: {},
    unit: 'returns/s',
    higherIsBetter: true,
    note: 'a second of CPU time, up to 24 earlier reports with each',
  },
].map((row) => ({ bench: 'statistics-checks', ...row }));
const peerIn = (row: { readonly peers: Readonly<Record<string, number>> }) => row.peers['z-score > 3'] ?? '';

if (options.json) for (const row of rows) console.log(JSON.stringify(row));
else
  console.table(
    rows.map((row) => ({
      case: row.case,
      ours: row.ours,
      'z-score > 3': peerIn(row),
      unit: row.unit,
      note: row.note.slice(0, 90),
    })),
  );
