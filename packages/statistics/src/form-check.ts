/**
 * Does a form's definition make sense in itself, and does it fit the catalogue? statistics-conventions 11, check 1 (unit
 * in the catalogue for the code), 28 (change of a rate in percentage points) and 1.1 (code identifies the row).
 */

import { checkRelation } from './form-check-relation.ts';
import { checkRow } from './form-check-row.ts';
import type { FormIssue, IndicatorLookup, NoteIssue } from './form-issue.ts';
import { rowsOf } from './form-rows.ts';
import type { FormDefinition } from './form-types.ts';

/**
 * Everything that is wrong with a definition, with the path of each. Empty: it may be used. Codes: `form-code-twice`,
 * `form-unit-unknown`, `form-unit-dimension`, `form-indicator-unknown`, `form-kind`, `form-scope`, `form-figure-twice`,
 * `form-parent`, `form-circle`, `form-of`, `form-column`, `form-relation`, `form-validity`, `form-review`, `form-empty`.
 */
export function checkFormDefinition(definition: FormDefinition, lookup: IndicatorLookup): FormIssue[] {
  const issues: FormIssue[] = [];
  const note: NoteIssue = (path, code, { zh, en, suggestion }) => {
    issues.push({ code, message: en, zh, path, ...(suggestion === undefined ? {} : { suggestion }) });
  };
  checkHead(definition, note);
  checkCodes(definition, note);
  for (const [s, section] of definition.sections.entries()) {
    for (const [r, row] of section.rows.entries()) {
      checkRow({ definition, section, row, path: `sections.${s}.rows.${r}` }, lookup, note);
    }
  }
  checkCircles(definition, note);
  checkFigures(definition, note);
  for (const [index] of definition.checks.entries()) checkRelation(definition, index, note);
  return issues;
}

function checkHead(definition: FormDefinition, note: NoteIssue): void {
  const { columns, validFrom, validUntil, review, frequency, exempt } = definition;
  if (validUntil !== null && validUntil < validFrom) {
    const said = {
      zh: `有效期止 ${validUntil} 早于起 ${validFrom}`,
      en: `valid until ${validUntil}, before ${validFrom}`,
    };
    note('validUntil', 'form-validity', said);
  }
  for (const [base, own] of [
    ['current-base', 'current'],
    ['cumulative-base', 'cumulative'],
  ] as const) {
    if (columns.includes(base) && !columns.includes(own)) {
      note('columns', 'form-column', { zh: `有 ${base} 就要有 ${own}`, en: `${base} needs ${own}`, suggestion: own });
    }
  }
  if (!columns.includes('current') && !columns.includes('cumulative')) {
    note('columns', 'form-column', { zh: '没有本期的列', en: 'no column of the period itself', suggestion: 'current' });
  }
  if (frequency === 'annual' && columns.includes('cumulative')) {
    note('columns', 'form-column', { zh: '年报没有累计列', en: 'an annual form has no cumulative column' });
  }
  const hasFlows = rowsOf(definition).some(({ row }) => row.kind === 'flow');
  const hasTotals = columns.includes('cumulative') || columns.includes('cumulative-base');
  if (frequency === 'monthly' && exempt.includes(1) && hasFlows && !hasTotals) {
    note('columns', 'form-column', {
      zh: '1 月免报的月报要有 cumulative 列：2 月报的是 1—2 月合计',
      en: 'a monthly form without January needs cumulative: in February it brings January and February together',
      suggestion: 'cumulative',
    });
  }
  if (review.length < 1 || review.length > 2) {
    note('review', 'form-review', { zh: '审核一步或两步', en: 'one or two steps of review' });
  }
  const order = ['county', 'city', 'province'];
  if (review.some((level, index) => index > 0 && order.indexOf(level) < order.indexOf(review[index - 1] ?? level))) {
    note('review', 'form-review', { zh: '审核由下级到上级', en: 'review goes from the lower level to the higher' });
  }
  if (rowsOf(definition).length === 0) note('sections', 'form-empty', { zh: '没有一行', en: 'no row' });
}

function checkCodes(definition: FormDefinition, note: NoteIssue): void {
  const rows = new Set<string>();
  const sections = new Set<string>();
  const checks = new Set<string>();
  const once = (seen: Set<string>, id: string, path: string) => {
    if (seen.has(id)) note(path, 'form-code-twice', { zh: `${id} 用了两次`, en: `${id} is used twice` });
    seen.add(id);
  };
  for (const [s, section] of definition.sections.entries()) {
    once(sections, section.id, `sections.${s}.id`);
    for (const [r, row] of section.rows.entries()) once(rows, row.code, `sections.${s}.rows.${r}.code`);
  }
  for (const [c, check] of definition.checks.entries()) once(checks, check.id, `checks.${c}.id`);
}

function checkCircles(definition: FormDefinition, note: NoteIssue): void {
  const parents = new Map(rowsOf(definition).map(({ row }) => [row.code, row.parent]));
  for (const [s, section] of definition.sections.entries()) {
    for (const [r, row] of section.rows.entries()) {
      const way = [row.code];
      for (let at = row.parent; at !== null && at !== undefined; at = parents.get(at) ?? null) {
        if (way.includes(at)) {
          // Told once, at the row that closes it.
          if (at === row.code) {
            const circle = [...way, at].join(' → ');
            const said = { zh: `上级行成了一圈：${circle}`, en: `parents go in a circle: ${circle}` };
            note(`sections.${s}.rows.${r}.parent`, 'form-circle', said);
          }
          break;
        }
        way.push(at);
      }
    }
  }
}

/** Two rows must not write the same figure. */
function checkFigures(definition: FormDefinition, note: NoteIssue): void {
  const seen = new Map<string, string>();
  for (const [s, section] of definition.sections.entries()) {
    for (const [r, row] of section.rows.entries()) {
      if (row.indicator === null) continue;
      const scope = Object.keys(row.scope).sort();
      const open = section.open?.map(({ dimension }) => dimension).sort() ?? [];
      const key = JSON.stringify([row.indicator, scope.map((name) => [name, row.scope[name]]), open]);
      const other = seen.get(key);
      if (other !== undefined) {
        const said = {
          zh: `与 ${other} 行是同一个指标和口径，会写成同一个数`,
          en: `the same indicator and scope as row ${other}: both would write one figure`,
        };
        note(`sections.${s}.rows.${r}.indicator`, 'form-figure-twice', said);
      } else seen.set(key, row.code);
    }
  }
}
