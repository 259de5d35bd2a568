import type { Issue } from './result.ts';
import { type ClassRow, type Matters, NODE_KINDS, type NodeKind, type NodeRow } from './types.ts';

/** Classes by number, what kind they are and how they matter to each other (chain model, section 0). */
export interface ClassTable {
  readonly codes: string[];
  readonly tiers: string[];
  readonly kinds: (NodeKind | null)[];
  readonly parents: number[];
  readonly declared: boolean[];
  readonly numbers: Map<string, number>;
  readonly pairs: Map<number, Matters>;
}

export const classTable = (): ClassTable => ({
  codes: [],
  tiers: [],
  kinds: [],
  parents: [],
  declared: [],
  numbers: new Map(),
  pairs: new Map(),
});

const NO_PARENT = -1;

/** Number of a class, given at its first mention. */
export function classNumber(table: ClassTable, code: string): number {
  const known = table.numbers.get(code);
  if (known !== undefined) return known;
  const number = table.codes.length;
  table.numbers.set(code, number);
  table.codes.push(code);
  table.tiers.push('');
  table.kinds.push(null);
  table.parents.push(NO_PARENT);
  table.declared.push(false);
  return number;
}

export function addNode(table: ClassTable, row: NodeRow): Issue | null {
  if (row.code === '') return { code: 'code-missing', message: 'A node has no code.', at: 'code' };
  if (row.kind && !NODE_KINDS.includes(row.kind)) {
    return { code: 'kind-unknown', message: `"${row.kind}" is none of ${NODE_KINDS.join(', ')}.`, at: 'kind' };
  }
  const number = classNumber(table, row.code);
  if (table.declared[number]) return { code: 'code-twice', message: `Node "${row.code}" is there twice.`, at: 'code' };
  table.declared[number] = true;
  table.tiers[number] = row.tier ?? '';
  table.kinds[number] = row.kind ?? null;
  if (row.parent) table.parents[number] = classNumber(table, row.parent);
  return null;
}

export function addClass(table: ClassTable, row: ClassRow): Issue | null {
  for (const side of ['supplier', 'customer'] as const) {
    if (row[side] === '') return { code: 'code-missing', message: `A rule names no ${side}.`, at: side };
  }
  if (![0, 1, 2].includes(row.matters)) {
    return { code: 'class-unknown', message: `"${row.matters}" is none of 0, 1, 2.`, at: 'class' };
  }
  table.pairs.set(pairKey(classNumber(table, row.supplier), classNumber(table, row.customer)), row.matters);
  return null;
}

/** Two class numbers in one that a double holds exactly. */
const pairKey = (supplier: number, customer: number) => supplier * 0x4000000 + customer;

/** cls(a, b) as a function of class numbers; classes past the end of the table (firms without class) have no kind. */
export function classRule(table: ClassTable): (supplier: number, customer: number) => Matters {
  const service = Uint8Array.from(table.codes, (_, number) => (kindOf(table, number) === 'service' ? 1 : 0));
  const { pairs } = table;
  const byKind = (supplier: number, customer: number): Matters =>
    service[supplier] === 1 || service[customer] === 1 ? 1 : 2;
  if (pairs.size === 0) return byKind;
  return (supplier, customer) => pairs.get(pairKey(supplier, customer)) ?? byKind(supplier, customer);
}

/** Own kind, or that of the nearest node above which has one; a circle of parents ends without. */
function kindOf(table: ClassTable, number: number): NodeKind | null {
  let at = number;
  for (let up = 0; at !== NO_PARENT && up <= table.codes.length; up++) {
    const kind = table.kinds[at] ?? null;
    if (kind !== null) return kind;
    at = table.parents[at] ?? NO_PARENT;
  }
  return null;
}
