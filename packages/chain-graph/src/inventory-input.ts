import type { Issue, Result } from './result.ts';

/** Values are money a day at base prices. */
export interface InventoryFirm {
  readonly id: string;
  /** Final sales a day; unknown is 0. */
  readonly final?: number;
  /** Days that its stocks last at base output, n, from 1 on; default 3 (materials: 10). */
  readonly stockDays?: number;
  /** Days in which it brings a stock back to its target, τ, from 1 on; default 2. */
  readonly adjustDays?: number;
  /** What it can make at most, in times of base output, α, from 1 on; default 1. */
  readonly capacity?: number;
}

export interface InventoryLink {
  readonly supplier: string;
  readonly customer: string;
  /** Group of inputs; links of one customer and group stand in for each other. */
  readonly group: string;
  readonly value: number;
  /** Default true. */
  readonly essential?: boolean;
  /** Days that goods are under way, whole, default 0: they arrive in the evening. */
  readonly transitDays?: number;
}

/** A stock of one firm and group. */
export interface Stock {
  readonly firm: number;
  readonly group: string;
  readonly essential: boolean;
  /** Base use a day, A. */
  use: number;
  level: number;
}

/** A supplier of a stock. */
export interface Source {
  readonly supplier: number;
  readonly stock: number;
  base: number;
  /** Ordered for today, and what is sent for it. */
  order: number;
  sent: number;
  unfilledDays: number;
  /** Goods under way, the next to arrive first. */
  readonly transit: number[];
}

export interface Prepared {
  readonly firms: readonly Required<InventoryFirm>[];
  readonly stocks: readonly Stock[];
  readonly sources: readonly Source[];
  /** Base output of a firm, x0. */
  readonly output: Float64Array;
}

/** Firms, their stocks at target, and orders at base. Links of the same three are summed; own supply and zeros left out. */
export function prepare(firms: readonly InventoryFirm[], links: readonly InventoryLink[]): Result<Prepared> {
  const issues: Issue[] = [];
  const numbers = new Map<string, number>();
  const full = firms.map((firm, at) => {
    if (numbers.has(firm.id)) issues.push({ code: 'firm-twice', message: `"${firm.id}" is there twice.`, at: firm.id });
    numbers.set(firm.id, at);
    const known = { final: 0, stockDays: 3, adjustDays: 2, capacity: 1, ...firm };
    for (const [field, least] of LEAST) {
      if (known[field] >= least && Number.isFinite(known[field])) continue;
      issues.push({
        code: `${CODES[field]}-invalid`,
        message: `${field} of ${firm.id} is below ${least}.`,
        at: firm.id,
      });
    }
    return known;
  });
  const stocks: Stock[] = [];
  const stockOf = new Map<string, number>();
  const sources: Source[] = [];
  const sourceOf = new Map<string, Source>();
  const output = Float64Array.from(full, ({ final }) => final);
  for (const { supplier, customer, group, value, essential = true, transitDays = 0 } of links) {
    const from = numbers.get(supplier);
    const to = numbers.get(customer);
    if (from === undefined || to === undefined) {
      const unknown = from === undefined ? supplier : customer;
      issues.push({ code: 'firm-unknown', message: `There is no firm "${unknown}".`, at: unknown });
      continue;
    }
    if (!Number.isFinite(value) || value < 0 || !Number.isInteger(transitDays) || transitDays < 0) {
      issues.push({ code: 'link-invalid', message: `Value or transit of ${supplier} to ${customer}.`, at: supplier });
      continue;
    }
    if (from === to || value === 0) continue;
    const key = JSON.stringify([to, group]);
    const stock = stockOf.get(key) ?? stocks.push({ firm: to, group, essential, use: 0, level: 0 }) - 1;
    stockOf.set(key, stock);
    const own = stocks[stock] as Stock;
    own.use += value;
    own.level = own.use * (full[to] as Required<InventoryFirm>).stockDays;
    output[from] = (output[from] as number) + value;
    const pair = `${from} ${stock}`;
    const source: Source = sourceOf.get(pair) ?? {
      supplier: from,
      stock,
      base: 0,
      order: 0,
      sent: 0,
      unfilledDays: 0,
      transit: new Array<number>(transitDays).fill(0),
    };
    if (!sourceOf.has(pair)) sources.push(source);
    sourceOf.set(pair, source);
    source.base += value;
    source.order = source.base;
    source.transit.fill(source.base);
  }
  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, value: { firms: full, stocks, sources, output } };
}

/** Fields of a firm and the least that each may be. Below one day of stock nothing could be made (edge cases of section 2). */
const LEAST = [
  ['final', 0],
  ['stockDays', 1],
  ['adjustDays', 1],
  ['capacity', 1],
] as const;
const CODES = { final: 'final', stockDays: 'stock-days', adjustDays: 'adjust-days', capacity: 'capacity' } as const;
