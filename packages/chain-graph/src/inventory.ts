/**
 * Day-stepped inventory model (chain model, section 2): stocks, orders, rationing and delayed substitution. Plain objects, for
 * some thousand firms; no chance in it, so that the same input gives the same series.
 */
import {
  type InventoryFirm,
  type InventoryLink,
  type Prepared,
  prepare,
  type Source,
  type Stock,
} from './inventory-input.ts';
import type { Result } from './result.ts';

export interface InventoryInput {
  readonly firms: readonly InventoryFirm[];
  readonly links: readonly InventoryLink[];
  /** ψ of a firm on a day (1, 2, …): what the scenario leaves of its ability, 0 to 1. */
  readonly left: (id: string, day: number) => number;
  readonly days?: number;
  /** Who gets what there is: all in proportion, or firms before final sales. */
  readonly rationing?: 'proportional' | 'firms-first';
  /** A supplier that fills less than `filled` of its orders for `delay` days loses its share to the others of the group. */
  readonly substitution?: { readonly filled: number; readonly delay: number };
}

export interface InventoryDay {
  /** Output of each firm, in the order of the input. */
  readonly output: Float64Array;
  /** Stocks in the evening, in the order of `stocks`. */
  readonly stocks: Float64Array;
  /** Final demand that was met. */
  readonly delivered: number;
}

export interface InventoryResult {
  readonly days: readonly InventoryDay[];
  readonly stocks: readonly { readonly firm: string; readonly group: string }[];
  readonly lostFinal: number;
  /** Of the output of all: first day below 95 % of base, the lowest, and the first from which it stays above; null if none. */
  readonly firstShortDay: number | null;
  readonly lowestDay: number | null;
  readonly recoveryDay: number | null;
  /** Days from the first of the shock to a firm's own first below 95 %; null if there is none. */
  readonly survivalDays: readonly (number | null)[];
  /** Firms without any base output, which never produce. */
  readonly noOutput: readonly string[];
}

/** Days without another wish. */
const HORIZON = 180;
/** Part of base output below which a day falls short. */
const SHORT = 0.95;
/** Unused capacity of a group that is taken for none, and what a supplier without any counts as beside others. */
const UNUSED = { none: 1e-6, least: 1e-9 };

/**
 * @returns issues `firm-twice`, `firm-unknown`, `link-invalid`, `final-invalid`, `stock-days-invalid`,
 * `adjust-days-invalid`, `capacity-invalid`.
 */
export function simulateInventory(input: InventoryInput): Result<InventoryResult> {
  const read = prepare(input.firms, input.links);
  if (!read.ok) return read;
  const state = read.value;
  const days: InventoryDay[] = [];
  const { firms, stocks, output } = state;
  const survival = new Array<number | null>(firms.length).fill(null);
  let shockDay: number | null = null;
  for (let day = 1; day <= (input.days ?? HORIZON); day++) {
    const left = firms.map(({ id }) => Math.min(1, Math.max(0, input.left(id, day))));
    if (shockDay === null && left.some((share) => share < 1)) shockDay = day;
    const demand = Float64Array.from(firms, ({ final }) => final);
    for (const { supplier, order } of state.sources) demand[supplier] = (demand[supplier] as number) + order;
    const made = production(state, demand, left);
    const delivered = shareOut(state, { demand, made, firmsFirst: input.rationing === 'firms-first' });
    moveStocks(state, made);
    placeOrders(state, { demand, made, left, substitution: input.substitution });
    days.push({ output: made, stocks: Float64Array.from(stocks, ({ level }) => level), delivered });
    for (const [firm, base] of output.entries()) {
      const isShort = (made[firm] as number) < SHORT * base;
      if (isShort && survival[firm] === null && shockDay !== null) survival[firm] = day - shockDay;
    }
  }
  return {
    ok: true,
    value: {
      days,
      stocks: stocks.map(({ firm, group }) => ({ firm: firms[firm]?.id ?? '', group })),
      ...summary(days, state),
      survivalDays: survival,
      noOutput: firms.filter((_, firm) => output[firm] === 0).map(({ id }) => id),
    },
  };
}

/** Steps 2 and 3: what each firm makes of its demand, within ability and stocks. */
function production({ firms, stocks, output }: Prepared, demand: Float64Array, left: readonly number[]): Float64Array {
  const limit = Float64Array.from(
    firms,
    ({ capacity }, at) => (output[at] as number) * (left[at] as number) * capacity,
  );
  const all = new Float64Array(firms.length);
  for (const { firm, use } of stocks) all[firm] = (all[firm] as number) + use;
  const missing = new Float64Array(firms.length);
  for (const { firm, use, level, essential } of stocks) {
    const lasts = level / use;
    if (essential) limit[firm] = Math.min(limit[firm] as number, (output[firm] as number) * lasts);
    else missing[firm] = (missing[firm] as number) + (use / (all[firm] as number)) * (1 - Math.min(1, lasts));
  }
  return limit.map((most, at) => {
    const lacking = missing[at] as number;
    const possible = (output[at] as number) * (firms[at] as Required<InventoryFirm>).capacity * (1 - lacking);
    return Math.max(0, Math.min(demand[at] as number, most, lacking > 0 ? possible : most));
  });
}

/** Step 4. @returns final demand that is met. */
function shareOut(
  { firms, sources }: Prepared,
  { demand, made, firmsFirst }: { demand: Float64Array; made: Float64Array; firmsFirst: boolean },
): number {
  const toFirms = new Float64Array(firms.length);
  let delivered = 0;
  for (const [at, { final }] of firms.entries()) {
    const asked = demand[at] as number;
    const own = made[at] as number;
    const ordered = asked - final;
    const part = asked > 0 ? own / asked : 0;
    toFirms[at] = firmsFirst ? (ordered > 0 ? Math.min(1, own / ordered) : 0) : part;
    delivered += firmsFirst ? Math.min(final, Math.max(0, own - ordered * (toFirms[at] as number))) : final * part;
  }
  for (const source of sources) source.sent = source.order * (toFirms[source.supplier] as number);
  return delivered;
}

/** Step 5: use of the day, then what arrives in the evening. */
function moveStocks({ stocks, sources, output }: Prepared, made: Float64Array): void {
  for (const stock of stocks) {
    const base = output[stock.firm] as number;
    const used = base > 0 ? (stock.use / base) * (made[stock.firm] as number) : 0;
    stock.level -= stock.essential ? used : Math.min(stock.level, used);
  }
  for (const source of sources) {
    source.transit.push(source.sent);
    const stock = stocks[source.stock] as Stock;
    stock.level += source.transit.shift() as number;
  }
}

/** Steps 6 and 7: what is ordered for tomorrow, and from whom. */
function placeOrders(
  { firms, stocks, sources, output }: Prepared,
  today: {
    demand: Float64Array;
    made: Float64Array;
    left: readonly number[];
    substitution: InventoryInput['substitution'];
  },
): void {
  const wanted = stocks.map(({ firm, use, level }) => {
    const { stockDays, adjustDays } = firms[firm] as Required<InventoryFirm>;
    const base = output[firm] as number;
    const needed = base > 0 ? (use / base) * Math.min(today.demand[firm] as number, base) : 0;
    return Math.max(0, needed + (stockDays * use - level) / adjustDays);
  });
  const { substitution } = today;
  const bad = (source: Source) => substitution !== undefined && source.unfilledDays >= substitution.delay;
  const unused = (supplier: number) => {
    const most = (output[supplier] as number) * (firms[supplier] as Required<InventoryFirm>).capacity;
    return Math.max(UNUSED.least, most - (today.made[supplier] as number));
  };
  const lost = new Float64Array(stocks.length);
  const free = new Float64Array(stocks.length);
  for (const source of sources) {
    if (!substitution) break;
    // Who has no order counts as unfilled while he is closed.
    const filled = source.order > 0 ? source.sent / source.order : (today.left[source.supplier] as number) > 0 ? 1 : 0;
    source.unfilledDays = filled < substitution.filled ? source.unfilledDays + 1 : 0;
    if (bad(source)) lost[source.stock] = (lost[source.stock] as number) + shareOf(source, stocks);
    else free[source.stock] = (free[source.stock] as number) + unused(source.supplier);
  }
  for (const source of sources) {
    const all = free[source.stock] as number;
    const gone = lost[source.stock] as number;
    let share = shareOf(source, stocks);
    if (gone > 0 && all > UNUSED.none) share = bad(source) ? 0 : share + gone * (unused(source.supplier) / all);
    source.order = (wanted[source.stock] as number) * share;
  }
}

const shareOf = ({ base, stock }: Source, stocks: readonly Stock[]) => base / (stocks[stock] as Stock).use;

function summary(days: readonly InventoryDay[], { firms, output }: Prepared) {
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const final = firms.reduce((total, firm) => total + firm.final, 0);
  const base = sum(output);
  const totals = days.map((day) => sum(day.output));
  const short = totals.map((total) => total < SHORT * base);
  const lastShort = short.lastIndexOf(true);
  return {
    lostFinal: days.reduce((lost, { delivered }) => lost + final - delivered, 0),
    firstShortDay: lastShort < 0 ? null : short.indexOf(true) + 1,
    lowestDay: lastShort < 0 ? null : totals.indexOf(Math.min(...totals)) + 1,
    recoveryDay: lastShort < 0 || lastShort === days.length - 1 ? null : lastShort + 2,
  };
}
