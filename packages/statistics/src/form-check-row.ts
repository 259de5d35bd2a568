/** One row of a form's definition against the catalogue and the rest of the form. */
import type { IndicatorFacts, IndicatorLookup, NoteIssue } from './form-issue.ts';
import { rowsOf } from './form-rows.ts';
import type { FormDefinition, FormRow, FormSection } from './form-types.ts';
import { nearestCode } from './formula-nearest.ts';
import { dimensionsOf, isUnit, normaliseUnit } from './unit.ts';
import { dimensions } from './unit-table.ts';

interface Place {
  readonly definition: FormDefinition;
  readonly section: FormSection;
  readonly row: FormRow;
  readonly path: string;
}

/** Units of a simple dimension, or all. */
const unitsOf = (dimension: string | undefined): string[] =>
  Object.entries(dimensions).flatMap(([name, units]) =>
    dimension === undefined || !Object.hasOwn(dimensions, dimension) || name === dimension ? Object.keys(units) : [],
  );

/** Codes of two digits are all alike: only a longer one is near another. */
const nearRow = (code: string, codes: readonly string[]): string | undefined =>
  code.length > 2 ? nearestCode(code, codes) : undefined;

export function checkRow(place: Place, lookup: IndicatorLookup, note: NoteIssue): void {
  const { row, path, definition } = place;
  const facts = row.indicator === null ? undefined : lookup(row.indicator);
  checkUnit(place, facts?.dimension, note);
  checkLinks(place, note);
  const isFlow = row.kind === 'flow';
  if (!isFlow && row.mayFall) {
    const said = { zh: '只有流量才有累计下降一说', en: 'only a flow has a cumulative value that may fall' };
    note(`${path}.mayFall`, 'form-kind', said);
  }
  if (!isFlow && !definition.columns.includes('current')) {
    const said = {
      zh: `本表没有 current 列，${row.code} 行无处可填`,
      en: `without the column current row ${row.code} has no cell`,
    };
    note(`${path}.kind`, 'form-column', said);
  }
  if (row.limits !== undefined && row.kind === 'answer') {
    note(`${path}.limits`, 'form-kind', { zh: '选项没有上下限', en: 'an answer has no limits' });
  }
  if (row.indicator === null) return;
  if (facts === undefined) {
    const said = { zh: `目录里没有指标 ${row.indicator}`, en: `the catalogue has no indicator ${row.indicator}` };
    note(`${path}.indicator`, 'form-indicator-unknown', said);
    return;
  }
  checkAgainst(place, facts, note);
}

function checkUnit({ row, path }: Place, dimension: string | undefined, note: NoteIssue): void {
  if (row.kind === 'answer') {
    if (row.unit !== '') note(`${path}.unit`, 'form-unit-unknown', { zh: '选项没有单位', en: 'an answer has no unit' });
    return;
  }
  if (isUnit(row.unit)) return;
  note(`${path}.unit`, 'form-unit-unknown', {
    zh: row.unit === '' ? '缺少计量单位' : `单位表里没有 ${row.unit}`,
    en: row.unit === '' ? 'the unit is missing' : `the table of units has no ${row.unit}`,
    suggestion: nearestCode(row.unit, unitsOf(dimension)),
  });
}

/** Parent and `of` name rows that can be held against this one. */
function checkLinks({ definition, section, row, path }: Place, note: NoteIssue): void {
  const rows = rowsOf(definition);
  for (const [key, code] of [
    ['parent', row.parent],
    ['of', row.of],
  ] as const) {
    if (code === null || code === undefined) continue;
    const other = rows.find((placed) => placed.row.code === code);
    const issue = key === 'parent' ? 'form-parent' : 'form-of';
    if (other === undefined) {
      const codes = rows.map((placed) => placed.row.code);
      const said = { zh: `没有 ${code} 行`, en: `there is no row ${code}`, suggestion: nearRow(code, codes) };
      note(`${path}.${key}`, issue, said);
    } else if (key === 'parent' && other.section.open !== null && other.section.id !== section.id) {
      const said = {
        zh: `${code} 行在另一张可加行的表里`,
        en: `row ${code} stands among the lines of another section`,
      };
      note(`${path}.${key}`, issue, said);
    } else if (key === 'parent' && !sameUnitKind(row, other.row)) {
      const said = {
        zh: `${row.unit || '选项'} 的行不能是 ${other.row.unit || '选项'} 的行的其中项`,
        en: `a row in ${row.unit} cannot be a part of one in ${other.row.unit}`,
      };
      note(`${path}.${key}`, issue, said);
    }
  }
  if (row.exhaustive && !rows.some((placed) => placed.row.parent === row.code)) {
    const said = { zh: `没有以 ${row.code} 为上级的行`, en: `no row has ${row.code} as its parent` };
    note(`${path}.exhaustive`, 'form-parent', said);
  }
  const whose = rows.find((placed) => placed.row.code === row.of)?.row;
  if (row.role === 'growth') checkGrowth({ row, path }, whose, note);
}

/** Parts are added as they stand, so they are in one unit and of one kind. */
const sameUnitKind = (a: FormRow, b: FormRow): boolean =>
  a.kind === b.kind && normaliseUnit(a.unit) === normaliseUnit(b.unit);

/** Growth of a rate is in percentage points, of anything else in per cent: check 28. */
function checkGrowth({ row, path }: Pick<Place, 'row' | 'path'>, whose: FormRow | undefined, note: NoteIssue): void {
  if (whose === undefined) {
    if (row.of === undefined) {
      note(`${path}.of`, 'form-of', { zh: '增速要用 of 写明是哪一行的', en: 'growth needs `of`: the row that grows' });
    }
    return;
  }
  const right = whose.kind === 'rate' ? '百分点' : '%';
  if (normaliseUnit(row.unit) === right) return;
  note(`${path}.unit`, 'form-unit-dimension', {
    zh: `${whose.zh}的变动以${right}计`,
    en: `the change of ${whose.en} is in ${right === '%' ? 'per cent' : 'percentage points'}`,
    suggestion: right,
  });
}

function checkAgainst({ definition, section, row, path }: Place, facts: IndicatorFacts, note: NoteIssue): void {
  if (row.kind === 'answer') {
    // Answers of many make an index; none of them is a figure of the indicator.
    return;
  }
  if (isUnit(row.unit) && !dimensionsOf(row.unit).some((dimension) => dimension === facts.dimension)) {
    note(`${path}.unit`, 'form-unit-dimension', {
      zh: `${row.unit} 与指标 ${row.indicator} 的单位 ${facts.unit} 不是一类`,
      en: `${row.unit} is of another kind than ${facts.unit}, the unit of ${row.indicator}`,
      suggestion: facts.unit,
    });
  }
  const isSummed = facts.timeRule === 'sum';
  if (isSummed !== (row.kind === 'flow') && !(row.kind === 'rate' && !isSummed)) {
    const right = isSummed ? 'flow' : facts.timeRule === 'last' ? 'stock' : 'rate';
    note(`${path}.kind`, 'form-kind', {
      zh: `指标 ${row.indicator} ${isSummed ? '按期累加，应为 flow' : '不按期累加，不能是 flow'}`,
      en: `${row.indicator} ${isSummed ? 'adds over periods: kind flow' : 'does not add over periods: no flow'}`,
      suggestion: right,
    });
  }
  const named = [...Object.keys(row.scope), ...(section.open?.map(({ dimension }) => dimension) ?? [])];
  for (const name of Object.keys(row.scope)) {
    if (facts.scope.includes(name)) continue;
    note(`${path}.scope.${name}`, 'form-scope', {
      zh: `指标 ${row.indicator} 没有口径 ${name}，有：${facts.scope.join('、')}`,
      en: `${row.indicator} has no dimension ${name}; it has ${facts.scope.join(', ')}`,
      suggestion: nearestCode(name, facts.scope),
    });
  }
  for (const [index, name] of named.entries()) {
    if (named.indexOf(name) === index) continue;
    const said = { zh: `口径 ${name} 说了两次`, en: `the dimension ${name} is said twice` };
    note(`${path}.scope.${name}`, 'form-scope', said);
  }
  if (definition.reporter.kind === 'region' && Object.hasOwn(row.scope, 'region')) {
    note(`${path}.scope.region`, 'form-scope', { zh: '地区由填报单位决定', en: 'the region is the reporter' });
  }
}
