import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';

/**
 * A firm network with few large and many small firms: out-degrees fall with an exponent near 2.5, in-degrees near 3, values
 * with 1. Five tiers, links mostly from a lower to a higher one. The same numbers from the same seed, on every machine.
 */
export interface Network {
  readonly folder: string;
  readonly firms: number;
  readonly links: number;
  /** Firms to start from: one with a customer, then one of the hundredth with the most, and so on. */
  readonly sources: readonly number[];
  /** First digits of the SHA-256 of all links as `supplier,customer,value,essential` lines. */
  readonly hash: string;
}

/** Tiers: materials, parts, systems, vehicles, services. Share of firms up to and with each; industries of each. */
const TIERS = { upTo: [0.15, 0.6, 0.8, 0.82, 1], first: [0, 40, 120, 160, 165], count: [40, 80, 40, 5, 35] };
const SERVICES = 4;
const SOURCES = 100;

/** Mulberry32: numbers in [0, 1). */
function chance(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Writes `firms.csv` (id, node) and `links.csv` (supplier, customer, value, class) of such a network. */
export function writeNetwork(
  folder: string,
  { firms, links, seed }: { firms: number; links: number; seed: number },
): Network {
  const next = chance(seed);
  const shuffled = Uint32Array.from({ length: firms }, (_, firm) => firm);
  for (let at = firms - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1));
    [shuffled[at], shuffled[other]] = [shuffled[other] as number, shuffled[at] as number];
  }
  const tier = new Uint8Array(firms);
  const industry = new Uint16Array(firms);
  for (let firm = 0; firm < firms; firm++) {
    const place = next();
    const own = TIERS.upTo.findIndex((end) => place < end);
    tier[firm] = own;
    const skewed = next();
    industry[firm] =
      (TIERS.first[own] as number) + Math.floor((TIERS.count[own] as number) * skewed * Math.sqrt(skewed));
  }
  const suppliers = new Uint32Array(links);
  const customers = new Uint32Array(links);
  const values = new Uint32Array(links);
  const isNew = pairSet(firms, links);
  const degree = new Uint32Array(firms);
  for (let count = 0; count < links; ) {
    const few = next();
    const some = next();
    let supplier = shuffled[Math.floor(firms * few * few * few)] as number;
    let customer = shuffled[Math.floor(firms * some * some)] as number;
    const downhill = (tier[supplier] as number) > (tier[customer] as number);
    if (downhill && next() < 0.8) [supplier, customer] = [customer, supplier];
    if (supplier === customer || !isNew(supplier, customer)) continue;
    suppliers[count] = supplier;
    customers[count] = customer;
    values[count++] = 100 + Math.floor(100 / (1 - next() + 1e-4));
    degree[supplier] = (degree[supplier] as number) + 1;
  }
  /** 55 of 100 pairs of industries are essential, none to services. */
  const isEssential = (link: number) => {
    const customer = customers[link] as number;
    if (tier[customer] === SERVICES) return false;
    const from = Math.imul((industry[suppliers[link] as number] as number) + 1, 0x9e3779b1);
    return ((from ^ Math.imul((industry[customer] as number) + 1, 0x85ebca77)) >>> 8) % 100 < 55;
  };
  const hash = createHash('sha256');
  writeLines(path.join(folder, 'firms.csv'), 'id,node', firms, (firm) => `${firm},${industry[firm]}`);
  writeLines(path.join(folder, 'links.csv'), 'supplier,customer,value,class', links, (link) => {
    const row = `${suppliers[link]},${customers[link]},${values[link]},`;
    const essential = isEssential(link);
    hash.update(`${row}${essential ? 1 : 0}\n`);
    return `${row}${essential ? 2 : 1}`;
  });
  const sources = chooseSources(degree, next);
  writeLines(path.join(folder, 'sources.csv'), 'id', sources.length, (at) => `${sources[at]}`);
  return { folder, firms, links, sources, hash: hash.digest('hex').slice(0, 16) };
}

function chooseSources(degree: Uint32Array, next: () => number): number[] {
  const largest = Array.from(degree.keys())
    .sort((a, b) => (degree[b] as number) - (degree[a] as number) || a - b)
    .slice(0, Math.floor(degree.length / 100));
  const chosen: number[] = [];
  while (chosen.length < SOURCES) {
    const any = Math.floor(next() * degree.length);
    if (degree[any] === 0) continue;
    chosen.push(any, largest[Math.floor(next() * largest.length)] as number);
  }
  return chosen;
}

/** Whether a pair is new, in an open-addressed table. */
function pairSet(firms: number, links: number): (supplier: number, customer: number) => boolean {
  const size = 2 ** (Math.ceil(Math.log2(links)) + 1);
  const table = new Float64Array(size).fill(-1);
  return (supplier, customer) => {
    const key = supplier * firms + customer;
    let at = ((Math.imul(supplier, 0x9e3779b1) ^ Math.imul(customer, 0x85ebca77)) >>> 0) % size;
    while (table[at] !== -1 && table[at] !== key) at = (at + 1) % size;
    if (table[at] === key) return false;
    table[at] = key;
    return true;
  };
}

function writeLines(file: string, heading: string, count: number, line: (at: number) => string): void {
  const handle = openSync(file, 'w');
  let text = `${heading}\n`;
  for (let at = 0; at < count; at++) {
    text += `${line(at)}\n`;
    if (text.length < 1 << 20) continue;
    writeSync(handle, text);
    text = '';
  }
  writeSync(handle, text);
  closeSync(handle);
}
