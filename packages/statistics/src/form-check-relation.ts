/** One relation of a form's definition: readable, and between rows that can stand in it together. */
import type { NoteIssue } from './form-issue.ts';
import { parseRelation } from './form-relation.ts';
import { rowsOf } from './form-rows.ts';
import type { FormDefinition } from './form-types.ts';

export function checkRelation(definition: FormDefinition, index: number, note: NoteIssue): void {
  const rule = definition.checks[index]?.rule ?? '';
  const path = `checks.${index}.rule`;
  const wrong = (zh: string, en: string, suggestion?: string) => note(path, 'form-relation', { zh, en, suggestion });
  const parsed = parseRelation(rule);
  if (!parsed.ok) {
    const { at, zh, en, suggestion } = parsed.issue;
    wrong(`第 ${at + 1} 字：${zh}`, `at character ${at + 1}: ${en}`, suggestion);
    return;
  }
  const rows = new Map(rowsOf(definition).map((placed) => [placed.row.code, placed]));
  const bare = new Set<string | null>();
  for (const { code, isSum } of parsed.value.operands) {
    const placed = rows.get(code);
    if (placed === undefined) {
      wrong(`没有 ${code} 行`, `there is no row ${code}`);
      continue;
    }
    if (placed.row.kind === 'answer') wrong(`${code} 行是选项，不能计算`, `row ${code} is an answer and has no number`);
    if (isSum && placed.section.open === null) {
      wrong(`${code} 行没有可加的明细，写 [${code}]`, `row ${code} has no lines: write [${code}]`, `[${code}]`);
    }
    if (!isSum) bare.add(placed.section.open === null ? null : placed.section.id);
  }
  if (bare.size < 2) return;
  for (const { code, isSum } of parsed.value.operands) {
    if (isSum || !rows.get(code)?.section.open) continue;
    const said = [
      `${code} 行有多条明细，与别的表的行比较要写 sum[${code}]`,
      `row ${code} has lines: write sum[${code}]`,
    ];
    wrong(said[0] ?? '', said[1] ?? '', `sum[${code}]`);
    return;
  }
}
