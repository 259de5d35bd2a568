import type { z } from 'zod';
import type { ImportMend as ImportMendSchema, ImportReport as ServerReport } from '../../../server/kernel/model.ts';

/** What a dry run answers; `effects` says which indicators and targets will move, as sentences. */
export type ImportReport = ServerReport & { effects?: readonly string[] };
export type ImportProblem = ImportReport['problems'][number];
/** A cell to be read otherwise than the file has it. */
export type ImportMend = z.infer<typeof ImportMendSchema>['changes'][number];

/** Same causes folded: one line with all its rows. */
export function groupByCause(problems: readonly ImportProblem[]): { rows: number[]; error: ImportProblem }[] {
  const groups = Map.groupBy(problems, (error) =>
    JSON.stringify([error.column, error.problem, error.remedy, error.value, error.suggestion]),
  );
  return [...groups.values()].flatMap((members) => {
    const [error] = members;
    return error ? [{ rows: members.map(({ row }) => row), error }] : [];
  });
}

/** The wrong rows as a CSV that a spreadsheet opens (BOM; cells that look like formulas are quoted). */
export function errorRowsFile(report: ImportReport, header: readonly string[]): Blob {
  const cell = (value: string | number) => {
    const words = String(value);
    const safe = /^[=+\-@\t]/.test(words) ? `'${words}` : words;
    return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const lines = report.problems.map((error) =>
    [error.row, error.column, error.value, error.problem, error.remedy].map(cell).join(','),
  );
  return new Blob([`\uFEFF${header.map(cell).join(',')}\r\n${lines.join('\r\n')}\r\n`], { type: 'text/csv' });
}
