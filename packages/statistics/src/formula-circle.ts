/** All formulas of a catalogue together: each read and checked, and no circle among them. */
import { checkFormula, type FormulaCatalogue, type FormulaIndicator } from './formula-check.ts';
import { parseFormula } from './formula-parse.ts';
import { type FormulaIssue, formulaOperands } from './formula-types.ts';

export interface DefinedFormula extends FormulaIndicator {
  readonly code: string;
  /** Null for an indicator that is reported or measured. */
  readonly formula: string | null;
}

/**
 * What is wrong with the formulas of `all`, each issue with the indicator it is `of`; a circle once, as `formula-circle`
 * with its `path` (first and last code the same). Linear in formulas and operands.
 */
export function checkFormulas(all: readonly DefinedFormula[]): FormulaIssue[] {
  const byCode = new Map(all.map((one) => [one.code, one]));
  const catalogue: FormulaCatalogue = { find: (code) => byCode.get(code), codes: () => byCode.keys() };
  const issues: FormulaIssue[] = [];
  const uses = new Map<string, readonly string[]>();
  for (const one of all) {
    if (one.formula === null) continue;
    const read = parseFormula(one.formula);
    const checked = read.ok ? checkFormula(read.value, catalogue, one) : read;
    if (read.ok) uses.set(one.code, [...new Set(formulaOperands(read.value).map(({ code }) => code))]);
    if (!checked.ok) issues.push(...checked.issues.map((issue) => ({ ...issue, of: one.code })));
  }
  for (const path of circles(uses)) {
    const message = `the formulas need each other: ${path.join(' → ')}`;
    issues.push({ code: 'formula-circle', message, path, of: path[0] ?? '' });
  }
  return issues;
}

/** One circle for each way back that a walk finds; without recursion, for a catalogue may be long. */
function circles(uses: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  for (const start of uses.keys()) {
    const path: { code: string; next: number }[] = done.has(start) ? [] : [{ code: start, next: 0 }];
    const onPath = new Map(path.map(({ code }, i) => [code, i]));
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const code = uses.get(top.code)?.[top.next];
      top.next += 1;
      if (code === undefined) {
        done.add(top.code);
        onPath.delete(top.code);
        path.pop();
        continue;
      }
      const back = onPath.get(code);
      if (back !== undefined) found.push([...path.slice(back).map((one) => one.code), code]);
      else if (!done.has(code)) {
        onPath.set(code, path.length);
        path.push({ code, next: 0 });
      }
    }
  }
  return found;
}
