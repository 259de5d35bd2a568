/** Columns that grow by doubling: rows of a stream land in typed arrays, and nothing is kept of the row itself. */
export interface LinkColumns {
  count: number;
  supplier: Uint32Array;
  customer: Uint32Array;
  /** Class of what is supplied; `NO_CODE` where the row names none. */
  product: Uint32Array;
  /** Value of a year; NaN where the row has none. */
  value: Float64Array;
  /** 0, 1 or 2 where the row itself says how much it matters; `UNSTATED` elsewhere. */
  matters: Uint8Array;
}

export const NO_CODE = 0xffffffff;
export const UNSTATED = 255;

export const linkColumns = (): LinkColumns => sized(1024);

const sized = (length: number): LinkColumns => ({
  count: 0,
  supplier: new Uint32Array(length),
  customer: new Uint32Array(length),
  product: new Uint32Array(length),
  value: new Float64Array(length),
  matters: new Uint8Array(length),
});

export interface LinkRecord {
  readonly supplier: number;
  readonly customer: number;
  readonly product: number;
  readonly value: number;
  readonly matters: number;
}

export function pushLink(columns: LinkColumns, link: LinkRecord): void {
  const at = columns.count;
  if (at === columns.value.length) grow(columns);
  columns.supplier[at] = link.supplier;
  columns.customer[at] = link.customer;
  columns.product[at] = link.product;
  columns.value[at] = link.value;
  columns.matters[at] = link.matters;
  columns.count = at + 1;
}

function grow(columns: LinkColumns): void {
  const wider = sized(columns.value.length * 2);
  wider.supplier.set(columns.supplier);
  wider.customer.set(columns.customer);
  wider.product.set(columns.product);
  wider.value.set(columns.value);
  wider.matters.set(columns.matters);
  columns.supplier = wider.supplier;
  columns.customer = wider.customer;
  columns.product = wider.product;
  columns.value = wider.value;
  columns.matters = wider.matters;
}

/** Start of each key's run when `count` rows are put in the order of their keys; one entry more than there are keys. */
export function runStarts(keys: Uint32Array, count: number, keyCount: number): Uint32Array {
  const starts = new Uint32Array(keyCount + 1);
  for (let at = 0; at < count; at++) {
    const key = (keys[at] as number) + 1;
    starts[key] = (starts[key] as number) + 1;
  }
  for (let key = 0; key < keyCount; key++) starts[key + 1] = (starts[key + 1] as number) + (starts[key] as number);
  return starts;
}

/**
 * Rows in the order of (`major`, `minor`), equal ones as they came: two stable counting passes, linear in rows and keys.
 */
export function orderByTwo(
  { major, minor, count }: { major: Uint32Array; minor: Uint32Array; count: number },
  { majors, minors }: { majors: number; minors: number },
): Uint32Array {
  const byMinor = new Uint32Array(count);
  let next = runStarts(minor, count, minors);
  for (let at = 0; at < count; at++) {
    const key = minor[at] as number;
    const place = next[key] as number;
    byMinor[place] = at;
    next[key] = place + 1;
  }
  const order = new Uint32Array(count);
  next = runStarts(major, count, majors);
  for (let rank = 0; rank < count; rank++) {
    const at = byMinor[rank] as number;
    const key = major[at] as number;
    const place = next[key] as number;
    order[place] = at;
    next[key] = place + 1;
  }
  return order;
}
