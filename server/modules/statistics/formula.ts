/**
 * Formulas of derived indicators as the catalogue writes them: `[a] / [b]`, `[a] / ([b] + [c])`, `[a] + [b]`, with
 * operands `[code @ dimension=value, …]`. What has another shape (streaks, minima) is not computed here.
 */
export interface Operand {
  readonly code: string;
  /** Replaces what the asker's scope says for the same dimension. */
  readonly scope: Readonly<Record<string, string>>;
  /** Where the operand is taken from; the figure's own region by default. */
  readonly region: 'own' | 'nation' | 'parent';
  /** As the catalogue writes it, for the reader. */
  readonly text: string;
}

export type Formula =
  | { readonly kind: 'ratio'; readonly upper: readonly Operand[]; readonly lower: readonly Operand[] }
  | { readonly kind: 'sum'; readonly parts: readonly Operand[] };

const OPERAND = String.raw`\[[^\]]+\]`;
const SUM = String.raw`${OPERAND}(?:\s*\+\s*${OPERAND})*`;
const RATIO = new RegExp(String.raw`^\s*(${OPERAND}|\(\s*${SUM}\s*\))\s*/\s*(${OPERAND}|\(\s*${SUM}\s*\))\s*$`);
const PLAIN_SUM = new RegExp(`^\\s*${SUM}\\s*$`);

/** Null for a formula of another shape, and for one that needs another period (growth has its own base column). */
export function parseFormula(text: string): Formula | null {
  const ratio = RATIO.exec(text);
  if (ratio?.[1] && ratio[2]) {
    const upper = operandsOf(ratio[1]);
    const lower = operandsOf(ratio[2]);
    return upper && lower ? { kind: 'ratio', upper, lower } : null;
  }
  const parts = PLAIN_SUM.test(text) ? operandsOf(text) : null;
  return parts ? { kind: 'sum', parts } : null;
}

export const operandsIn = (formula: Formula): readonly Operand[] =>
  formula.kind === 'ratio' ? [...formula.upper, ...formula.lower] : formula.parts;

function operandsOf(text: string): Operand[] | null {
  const operands = [...text.matchAll(/\[([^\]]+)\]/g)].map((match) => operandOf(match[1] ?? ''));
  return operands.every((operand) => operand !== null) ? operands : null;
}

function operandOf(text: string): Operand | null {
  const [code = '', changes = ''] = text.split('@').map((part) => part.trim());
  const scope: Record<string, string> = {};
  let region: Operand['region'] = 'own';
  for (const change of changes.split(',').filter((part) => part.trim() !== '')) {
    const [name = '', value = ''] = change.split('=').map((part) => part.trim());
    if (name === 'period') return null;
    if (name !== 'region') scope[name] = value;
    else if (value === 'nation' || value === 'parent') region = value;
    else return null;
  }
  return { code, scope, region, text };
}
