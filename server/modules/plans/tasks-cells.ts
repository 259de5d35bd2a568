/** Cells of the task list as people write them. Undefined: cannot be read. */

/** One spelling of a name: full-width forms, spaces and book marks make no difference. */
export const foldName = (text: string): string => text.normalize('NFKC').replace(/[\s《》]/g, '');

/** 2025-12-31, 2025/12/31, 2025年12月31日; the end of a month (2025年12月底, 2025-12) and of a year (2025年底). */
export function readDate(text: string): string | undefined {
  const folded = text.normalize('NFKC').replace(/\s+/g, '');
  const match = /^(\d{4})(?:[-/.年](?:(\d{1,2})(?:[-/.月](?:(\d{1,2})日?|底|末|底前)?)?|底|末|底前)?)?$/.exec(folded);
  if (!match) return undefined;
  const year = Number(match[1]);
  const month = Number(match[2] ?? 12);
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const day = Number(match[3] ?? lastDay);
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1 || day > lastDay) return undefined;
  return [match[1], String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}

/** Units separated by 、 or ; or a comma, except inside brackets: 市数据局（市大数据中心、市密码局） is one. Each once. */
export function readUnits(text: string): string[] {
  const units: string[] = [];
  let depth = 0;
  let unit = '';
  for (const sign of text) {
    if ('（('.includes(sign)) depth++;
    if ('）)'.includes(sign)) depth = Math.max(0, depth - 1);
    if (depth === 0 && '、，,；;\n'.includes(sign)) {
      units.push(unit.trim());
      unit = '';
    } else unit += sign;
  }
  units.push(unit.trim());
  return [...new Set(units.filter(Boolean))];
}

export const readPath = (text: string): string[] =>
  text
    .split(/[/／>＞]/)
    .map((part) => part.trim())
    .filter(Boolean);

export function readPercent(text: string): number | undefined {
  const value = /^\d+(\.\d+)?\s*%?$/.test(text) ? Number.parseFloat(text) : Number.NaN;
  return value >= 0 && value <= 100 ? value : undefined;
}
