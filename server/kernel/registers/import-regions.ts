import { sql } from 'kysely';
import type { Tx } from '../access/actor.ts';

interface RegionRow {
  readonly code: string;
  readonly name: string;
  readonly short: string;
  readonly parent: string | null;
}

export type RegionWord =
  | { readonly code: string }
  /** Several that the word may mean, or the nearest one by spelling. */
  | { readonly candidates: readonly string[] };

/** Reads all regions once; answers what a cell means: a code, a name, or a path such as 浙江省杭州市萧山区 or 杭州萧山. */
export async function regionReader(tx: Tx): Promise<(text: string) => RegionWord> {
  const { rows } = await sql<RegionRow>`select code, name, short_name as short, parent_code as parent
    from region`.execute(tx);
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const byName = Map.groupBy(
    rows.flatMap((row) => [...new Set([row.name, row.short])].map((name) => ({ name, row }))),
    ({ name }) => name,
  );
  const above = (text: string, row: RegionRow): boolean => {
    if (text === '') return true;
    const parent = byCode.get(row.parent ?? '');
    if (!parent) return false;
    const cut = [parent.name, parent.short].find((name) => text.endsWith(name));
    return above(cut ? text.slice(0, -cut.length) : text, parent);
  };
  const named = (text: string): RegionRow[] => {
    const whole = (byName.get(text) ?? []).map(({ row }) => row);
    if (whole.length > 0) return whole;
    for (let cut = 1; cut < text.length - 1; cut++) {
      const found = (byName.get(text.slice(cut)) ?? [])
        .map(({ row }) => row)
        .filter((row) => above(text.slice(0, cut), row));
      if (found.length > 0) return found;
    }
    return [];
  };
  const cited = (row: RegionRow) => {
    const parent = byCode.get(row.parent ?? '');
    return parent && parent.code !== NATION ? `${parent.name}${row.name}` : row.name;
  };
  const read = (text: string): RegionWord => {
    const wanted = text.normalize('NFKC').replace(/[\s·/>-]+/g, '');
    const coded = byCode.get(text) ?? byCode.get(wanted) ?? byCode.get(`${wanted}00`) ?? byCode.get(`${wanted}0000`);
    if (coded && (/^\d+$/.test(wanted) || coded.code === text)) return { code: coded.code };
    const found = named(wanted);
    const exact = found.length > 1 ? found.filter((row) => row.name === wanted) : found;
    const [only] = exact;
    if (only && exact.length === 1) return { code: only.code };
    return { candidates: found.slice(0, 6).map(cited) };
  };
  const known = new Map<string, RegionWord>();
  return (text) => {
    let answer = known.get(text);
    if (!answer) {
      answer = read(text);
      known.set(text, answer);
    }
    return answer;
  };
}

/** The word for a region that `regionReader` reads back as the same one; its code where no name does. */
export async function regionWriter(tx: Tx, locale: 'zh' | 'en'): Promise<(code: string) => string> {
  const read = await regionReader(tx);
  const { rows } = await sql<{ code: string; name: string; nameEn: string | null; above: string | null }>`
    select r.code, r.name, r.name_en as "nameEn", p.name as above
    from region r left join region p on p.code = r.parent_code and p.code <> ${NATION}`.execute(tx);
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const words = new Map<string, string>();
  return (code) => {
    let word = words.get(code);
    if (word === undefined) {
      const row = byCode.get(code);
      const full = row ? `${row.above ?? ''}${row.name}` : code;
      const found = read(full);
      const isSame = 'code' in found && found.code === code;
      // English names are not read back; the code is.
      word = locale === 'en' && row?.nameEn ? code : isSame ? full : code;
      words.set(code, word);
    }
    return word;
  };
}

const NATION = '000000';
