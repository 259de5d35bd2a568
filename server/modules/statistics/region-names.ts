import type { Tx } from '../../kernel/access/actor.ts';
import { selectRegions } from './names-queries.ts';
import { nearest } from './nearest.ts';

type RegionRow = Awaited<ReturnType<typeof selectRegions>>[number];

/** What a cell says about a region: which one, several that it may be, or the nearest name there is. */
export type RegionFound =
  | { readonly kind: 'found'; readonly code: string; readonly name: string }
  | { readonly kind: 'several'; readonly candidates: readonly string[] }
  /** The nearest there is: as said to a reader, and as `find` reads it. */
  | { readonly kind: 'unknown'; readonly suggestion: string | null; readonly written: string | null };

export interface RegionNames {
  /** By code, by full or short name, or by a path: `浙江省杭州市萧山区`, `杭州萧山`. */
  readonly find: (text: string) => RegionFound;
  readonly nameOf: (code: string) => string;
  /** `杭州市萧山区`: with the region above, so that it is one of its kind. */
  readonly fullName: (code: string) => string;
}

/** Reads all regions once; an import asks it for each row. */
export async function loadRegionNames(tx: Tx): Promise<RegionNames> {
  const byCode = new Map((await selectRegions(tx)).map((row) => [row.code, row]));
  const byName = new Map<string, RegionRow[]>();
  for (const row of byCode.values()) {
    for (const name of new Set([row.name, row.shortName])) byName.set(name, [...(byName.get(name) ?? []), row]);
  }
  const fullName = (code: string): string => {
    const row = byCode.get(code);
    const parent = byCode.get(row?.parentCode ?? '');
    if (!row) return code;
    const provincial = row.level === 'province' || row.level === 'nation' || !parent || parent.level === 'nation';
    return provincial ? row.name : `${parent.name}${row.name}`;
  };
  const cited = (row: RegionRow) => `${fullName(row.code)}（${row.code}）`;
  /** The full name where it leads back to the same region, else the code. */
  const writtenAs = (row: RegionRow): string => {
    const name = fullName(row.code);
    const found = find(name);
    return found.kind === 'found' && found.code === row.code ? name : row.code;
  };
  const find = (text: string): RegionFound => {
    const wanted = text.normalize('NFKC').replace(/[\s·/>-]+/g, '');
    const coded = byCode.get(text.trim()) ?? byCode.get(wanted);
    if (coded) return { kind: 'found', code: coded.code, name: coded.name };
    const rows = byName.get(wanted) ?? byPath(wanted, byName, byCode);
    const [only] = rows;
    if (only && rows.length === 1) return { kind: 'found', code: only.code, name: only.name };
    // 重庆市 and 杭州市 also stand for themselves where a district below has the same short name.
    const named = rows.filter((row) => row.name === wanted);
    if (named.length === 1 && named[0]) return { kind: 'found', code: named[0].code, name: named[0].name };
    if (rows.length > 1) return { kind: 'several', candidates: rows.slice(0, 6).map(cited) };
    const near = nearest(wanted, byCode.values(), (row) => [row.name, fullName(row.code)]);
    return { kind: 'unknown', suggestion: near && cited(near), written: near && writtenAs(near) };
  };
  return { find, fullName, nameOf: (code) => byCode.get(code)?.name ?? code };
}

/** Regions whose name ends the text and whose regions above make up the rest of it. */
function byPath(
  text: string,
  byName: ReadonlyMap<string, RegionRow[]>,
  byCode: ReadonlyMap<string, RegionRow>,
): RegionRow[] {
  for (let cut = 1; cut < text.length - 1; cut += 1) {
    const rows = (byName.get(text.slice(cut)) ?? []).filter((row) => isAbove(text.slice(0, cut), row, byCode));
    if (rows.length > 0) return rows;
  }
  return [];
}

function isAbove(prefix: string, row: RegionRow, byCode: ReadonlyMap<string, RegionRow>): boolean {
  if (prefix === '') return true;
  const parent = byCode.get(row.parentCode ?? '');
  if (!parent) return false;
  const cut = [parent.name, parent.shortName].find((name) => prefix.endsWith(name));
  return isAbove(cut ? prefix.slice(0, -cut.length) : prefix, parent, byCode);
}
