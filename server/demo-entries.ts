import { readdir, readFile } from 'node:fs/promises';
import { generateEntries } from '../data/demo/entries/generate.ts';
import { LEADS } from '../data/demo/entries/recipes.ts';
import type { DemoEntry, DemoParty, DemoPlace } from '../data/demo/entries/types.ts';
import { generateObservations } from '../data/demo/generate.ts';
import { DEMO_RUN } from '../data/demo/run.ts';
import type { DemoIndicator, DemoInput, DemoRegion } from '../data/demo/types.ts';
import { systemActor, type Tx, withActor } from './kernel/access/actor.ts';
import type { Deps } from './kernel/module.ts';
import { contextFor, contextOf, insertEntries, loadRegisters, type RegisterSet } from './kernel/registers/index.ts';
import { setLead } from './kernel/registers/leads-service.ts';

const DATA = new URL('../data/', import.meta.url);
const readJson = async <T>(name: string): Promise<T> => JSON.parse(await readFile(new URL(name, DATA), 'utf8')) as T;

const { seed, months } = DEMO_RUN;
/** Registers of which somebody has entries in hand; the long lists have been dealt with. */
const HANDLED = new Set(['agency-requests', 'financing-needs', 'subsidy-applications', 'supervision-items']);

/** Entries of every register, marked as synthetic, which bear out the demonstration's figures of its data month. */
export async function loadEntriesDemo(deps: Deps): Promise<void> {
  const actor = systemActor('demo');
  await withActor(deps.db, actor, async (tx) => {
    const set = await loadRegisters(tx);
    const { parties, entries } = await generated(set);
    await insertParties(tx, parties);
    for (const run of runsOf(entries)) {
      const context = contextFor(set, run[0]?.register ?? '', actor, deps.now());
      const rows = run.map(({ id, values, state }) => ({ id, values, state }));
      await insertEntries(tx, context, rows, {
        synthetic: true,
        reasons: 'all',
        cases: HANDLED.has(context.definition.id),
      });
    }
    const today = deps.now().toISOString().slice(0, 10);
    for (const { register, region } of LEADS) {
      await setLead(tx, { actor, set, today }, { register, region, since: months.to });
    }
  });
}

async function generated(set: RegisterSet) {
  const indicators = await readJson<DemoIndicator[]>('indicators.json');
  const regions = await readJson<(DemoRegion & DemoPlace)[]>('regions.json');
  const places = await readJson<{ code: string; lon: number; lat: number }[]>('places.json');
  const files = (await readdir(new URL('plans/', DATA))).filter((name) => name.endsWith('.json')).sort();
  const plans = await Promise.all(files.map((name) => readJson<{ targets: DemoInput['targets'] }>(`plans/${name}`)));
  const targets = plans.flatMap((plan) => plan.targets);
  return generateEntries({
    seed,
    definitions: [...set.registers.values()].map(({ definition }) => definition),
    context: contextOf(set),
    regions,
    seats: new Map(places.map(({ code, lon, lat }) => [code, [lon, lat]])),
    observations: generateObservations({ seed, indicators, regions, targets, months }),
    month: months.to,
  });
}

/** Entries of one register after another, in the order in which they refer to each other. */
function runsOf(entries: readonly DemoEntry[]): DemoEntry[][] {
  const runs: DemoEntry[][] = [];
  for (const entry of entries) {
    const last = runs.at(-1);
    if (last?.[0]?.register === entry.register) last.push(entry);
    else runs.push([entry]);
  }
  return runs;
}

const BATCH = 1000;

async function insertParties(tx: Tx, parties: readonly DemoParty[]): Promise<void> {
  for (let at = 0; at < parties.length; at += BATCH) {
    const rows = parties.slice(at, at + BATCH).map(({ id, kind, name, uscc, region }) => {
      if (kind === 'any') throw new RangeError(`${name} is of no kind`);
      return { id, kind, name, uscc, region_code: region };
    });
    await tx.insertInto('party').values(rows).execute();
  }
}
