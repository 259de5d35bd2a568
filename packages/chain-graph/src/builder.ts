import { addClass, addNode, type ClassTable, classNumber, classTable } from './class-table.ts';
import { type LinkColumns, linkColumns, NO_CODE, pushLink, UNSTATED } from './columns.ts';
import type { Issue } from './result.ts';
import type { ClassRow, FirmRow, LinkRow, Matters, NodeRow } from './types.ts';

/** What a stream of rows has left behind; `buildGraph` makes a graph of it. */
export interface Collected {
  readonly classes: ClassTable;
  readonly ids: string[];
  readonly numbers: Map<string, number>;
  readonly declared: boolean[];
  readonly regions: string[];
  readonly ownerGroups: string[];
  readonly finals: (number | null)[];
  readonly floors: number[];
  /** Classes of a firm; empty if none. */
  readonly nodes: (readonly number[])[];
  readonly links: LinkColumns;
  readonly dropped: { selfSupply: number; notPositive: number; notANumber: number };
  rows: number;
}

export interface NumberedLink {
  readonly supplier: number;
  readonly customer: number;
  /** Number of a class, or `NO_CODE`. */
  readonly product: number;
  readonly value: number | null;
  readonly matters: Matters | null;
}

/**
 * Takes rows one by one, in any order; firms keep the order of their first mention. Each `add` answers with what is wrong
 * with the row, which is then left out; what the model drops (own supply, values of zero and below, NaN) is no mistake and
 * is counted.
 */
export interface ChainBuilder {
  readonly addNode: (row: NodeRow) => Issue | null;
  readonly addClass: (row: ClassRow) => Issue | null;
  readonly addFirm: (row: FirmRow) => Issue | null;
  readonly addLink: (row: LinkRow) => Issue | null;
  /** The number of a firm or a class, given at its first mention: for `addNumbered`. */
  readonly firmNumber: (id: string) => number;
  readonly classNumber: (code: string) => number;
  /** `addLink` for whoever has the numbers: nothing is looked up and nothing kept of the row. */
  readonly addNumbered: (row: NumberedLink) => void;
  readonly collected: Collected;
}

export function chainBuilder(): ChainBuilder {
  const collected: Collected = {
    classes: classTable(),
    ids: [],
    numbers: new Map(),
    declared: [],
    regions: [],
    ownerGroups: [],
    finals: [],
    floors: [],
    nodes: [],
    links: linkColumns(),
    dropped: { selfSupply: 0, notPositive: 0, notANumber: 0 },
    rows: 0,
  };
  return {
    addNode: (row) => addNode(collected.classes, row),
    addClass: (row) => addClass(collected.classes, row),
    addFirm: (row) => addFirm(collected, row),
    addLink: (row) => addLink(collected, row),
    firmNumber: (id) => firmNumber(collected, id),
    classNumber: (code) => classNumber(collected.classes, code),
    addNumbered: (row) => addNumbered(collected, row),
    collected,
  };
}

const NO_NODES: readonly number[] = [];

function firmNumber(into: Collected, id: string): number {
  const known = into.numbers.get(id);
  if (known !== undefined) return known;
  const number = into.ids.length;
  into.numbers.set(id, number);
  into.ids.push(id);
  into.declared.push(false);
  into.regions.push('');
  into.ownerGroups.push('');
  into.finals.push(null);
  into.floors.push(0);
  into.nodes.push(NO_NODES);
  return number;
}

function addFirm(into: Collected, row: FirmRow): Issue | null {
  if (row.id === '') return { code: 'id-missing', message: 'A firm has no id.', at: 'id' };
  const final = row.final ?? null;
  if (final !== null && !(final >= 0 && final < Number.POSITIVE_INFINITY)) {
    return { code: 'final-invalid', message: `Final sales of ${row.id} are no amount: ${final}.`, at: 'final' };
  }
  const floor = row.floor ?? 0;
  if (!(floor >= 0 && floor <= 1)) {
    return { code: 'floor-invalid', message: `The floor of ${row.id} is not between 0 and 1: ${floor}.`, at: 'floor' };
  }
  const number = firmNumber(into, row.id);
  if (into.declared[number]) return { code: 'id-twice', message: `Firm "${row.id}" is there twice.`, at: 'id' };
  into.declared[number] = true;
  into.finals[number] = final;
  into.floors[number] = floor;
  into.regions[number] = row.region ?? '';
  into.ownerGroups[number] = row.group ?? '';
  const codes = (row.nodes ?? []).filter((code) => code !== '');
  if (codes.length > 0) into.nodes[number] = [...new Set(codes.map((code) => classNumber(into.classes, code)))];
  return null;
}

function addLink(into: Collected, row: LinkRow): Issue | null {
  if (row.supplier === '') return { code: 'supplier-missing', message: 'A link has no supplier.', at: 'supplier' };
  if (row.customer === '') return { code: 'customer-missing', message: 'A link has no customer.', at: 'customer' };
  const matters = row.matters ?? null;
  if (matters !== null && ![0, 1, 2].includes(matters)) {
    return { code: 'class-unknown', message: `"${matters}" is none of 0, 1, 2.`, at: 'class' };
  }
  addNumbered(into, {
    supplier: firmNumber(into, row.supplier),
    customer: firmNumber(into, row.customer),
    product: row.product ? classNumber(into.classes, row.product) : NO_CODE,
    value: row.value,
    matters,
  });
  return null;
}

function addNumbered(into: Collected, { supplier, customer, product, value, matters }: NumberedLink): void {
  const { dropped } = into;
  into.rows++;
  if (supplier === customer) dropped.selfSupply++;
  else if (value !== null && !Number.isFinite(value)) dropped.notANumber++;
  else if (value !== null && value <= 0) dropped.notPositive++;
  else pushLink(into.links, { supplier, customer, product, value: value ?? Number.NaN, matters: matters ?? UNSTATED });
}
