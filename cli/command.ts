/** One command: what it is called with, what it does, and the doing. */
export interface Command {
  readonly usage: string;
  readonly summary: string;
  readonly run: (args: string[]) => Promise<void>;
}

/** Wrong usage: exit code 2. */
export class UsageError extends Error {}

/** Bad input: exit code 1, with a message that names the file, line and field. */
export class InputError extends Error {}

/** One JSON document on standard output and nothing else there. */
export const printJson = (value: unknown): void => console.log(JSON.stringify(value, null, 2));

/** Columns aligned for a terminal; East Asian characters count twice. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = rows.reduce<number[]>((max, row) => row.map((cell, at) => Math.max(max[at] ?? 0, width(cell))), []);
  for (const row of rows) {
    console.log(
      row
        .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - width(cell)))
        .join('  ')
        .trimEnd(),
    );
  }
}

const width = (text: string) =>
  [...text].reduce((sum, char) => sum + (/[\u1100-\u115f\u2e80-\uffdc]/.test(char) ? 2 : 1), 0);
