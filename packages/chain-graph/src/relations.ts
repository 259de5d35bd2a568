import type { Collected } from './builder.ts';
import { NO_CODE, orderByTwo, UNSTATED } from './columns.ts';

/** Production lines of the firms: of firm i those from start[i] to start[i + 1]. */
export interface Units {
  readonly count: number;
  readonly classes: number;
  readonly start: Uint32Array;
  readonly firmOf: Uint32Array;
  readonly classOf: Uint32Array;
}

/** One line a class; a firm without class is a class of its own, numbered after all others (1.6). */
export function unitsOf({ nodes, classes }: Collected): Units {
  const start = new Uint32Array(nodes.length + 1);
  for (let firm = 0; firm < nodes.length; firm++) {
    start[firm + 1] = (start[firm] as number) + Math.max(1, (nodes[firm] as readonly number[]).length);
  }
  const count = start[nodes.length] as number;
  const firmOf = new Uint32Array(count);
  const classOf = new Uint32Array(count);
  let classCount = classes.codes.length;
  let unit = 0;
  for (let firm = 0; firm < nodes.length; firm++) {
    const own = nodes[firm] as readonly number[];
    for (let line = 0; line < Math.max(1, own.length); line++) {
      firmOf[unit] = firm;
      classOf[unit++] = own[line] ?? classCount++;
    }
  }
  return { count, classes: classCount, start, firmOf, classOf };
}

/** Relations from a line to a firm, ordered by customer, then supplier; each pair once. */
export interface Relations {
  count: number;
  readonly supplier: Uint32Array;
  readonly customer: Uint32Array;
  /** NaN where no row of the pair has a value. */
  readonly value: Float64Array;
  readonly matters: Uint8Array;
}

export interface Summed {
  readonly relations: Relations;
  readonly summed: number;
  readonly missingBesideValue: number;
  readonly productUnclear: number;
}

/**
 * Rows of one pair are summed. A row without value is dropped where its pair has another with one; how much a relation
 * matters is the most that any of its rows says.
 */
export function sumRelations(collected: Collected, units: Units): Summed {
  const { links, ids } = collected;
  const { count } = links;
  const { lines, unclear } = supplierLines(collected, units);
  const order = orderByTwo({ major: links.customer, minor: lines, count }, { majors: ids.length, minors: units.count });
  const relations: Relations = {
    count: 0,
    supplier: new Uint32Array(count),
    customer: new Uint32Array(count),
    value: new Float64Array(count),
    matters: new Uint8Array(count),
  };
  let summed = 0;
  let missingBesideValue = 0;
  let at = -1;
  for (let rank = 0; rank < count; rank++) {
    const row = order[rank] as number;
    const supplier = lines[row] as number;
    const customer = links.customer[row] as number;
    const value = links.value[row] as number;
    const matters = links.matters[row] as number;
    if (at < 0 || relations.supplier[at] !== supplier || relations.customer[at] !== customer) {
      at++;
      relations.supplier[at] = supplier;
      relations.customer[at] = customer;
      relations.value[at] = value;
      relations.matters[at] = matters;
      continue;
    }
    const before = relations.value[at] as number;
    if (Number.isNaN(value) !== Number.isNaN(before)) missingBesideValue++;
    else summed++;
    if (Number.isNaN(before)) relations.value[at] = value;
    else if (!Number.isNaN(value)) relations.value[at] = before + value;
    const stated = relations.matters[at] as number;
    if (stated === UNSTATED || (matters !== UNSTATED && matters > stated)) relations.matters[at] = matters;
  }
  relations.count = at + 1;
  return { relations, summed, missingBesideValue, productUnclear: unclear };
}

/** The line that each row's supplier delivers from: the one of the product's class, else its first. */
function supplierLines({ links, nodes }: Collected, units: Units): { lines: Uint32Array; unclear: number } {
  const lines = new Uint32Array(links.count);
  let unclear = 0;
  for (let row = 0; row < links.count; row++) {
    const firm = links.supplier[row] as number;
    const first = units.start[firm] as number;
    const own = nodes[firm] as readonly number[];
    lines[row] = first;
    if (own.length < 2) continue;
    const product = links.product[row] as number;
    const line = product === NO_CODE ? -1 : own.indexOf(product);
    if (line < 0) unclear++;
    else lines[row] = first + line;
  }
  return { lines, unclear };
}

/**
 * Lines of a firm need all its inputs, each in proportion to its own output (equally where none is known): the shares of
 * its groups are those of the firm, and what its suppliers sell is what they sold.
 */
export function splitCustomers(relations: Relations, units: Units, output: Float64Array): Relations {
  if (units.count === units.start.length - 1) return { ...relations, customer: relations.customer };
  let count = 0;
  for (let at = 0; at < relations.count; at++) count += linesOf(units, relations.customer[at] as number);
  const split: Relations = {
    count,
    supplier: new Uint32Array(count),
    customer: new Uint32Array(count),
    value: new Float64Array(count),
    matters: new Uint8Array(count),
  };
  let next = 0;
  // All relations of a firm's first line before those of its second: the order by customer must hold.
  for (let from = 0; from < relations.count; ) {
    const firm = relations.customer[from] as number;
    let to = from + 1;
    while (to < relations.count && relations.customer[to] === firm) to++;
    const first = units.start[firm] as number;
    const end = units.start[firm + 1] as number;
    let total = 0;
    for (let unit = first; unit < end; unit++) total += output[unit] as number;
    for (let unit = first; unit < end; unit++) {
      const share = total > 0 ? (output[unit] as number) / total : 1 / (end - first);
      if (share === 0) continue;
      for (let at = from; at < to; at++) {
        split.supplier[next] = relations.supplier[at] as number;
        split.customer[next] = unit;
        split.value[next] = (relations.value[at] as number) * share;
        split.matters[next++] = relations.matters[at] as number;
      }
    }
    from = to;
  }
  split.count = next;
  return split;
}

const linesOf = (units: Units, firm: number) => (units.start[firm + 1] as number) - (units.start[firm] as number);
