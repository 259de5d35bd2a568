import { periodCode } from '@liannao/statistics';
import type { Tx } from '../../kernel/access/actor.ts';
import { drawChart } from './chart-draw.ts';
import { composeReport } from './compose.ts';
import type { Doc } from './compose-doc.ts';
import { type Asked, makeReport } from './create.ts';
import { outlineOf } from './outlines/index.ts';
import { dayWords, reportPeriod } from './pages.ts';
import { renderFile } from './render.ts';
import type { Lang } from './sentences-runs.ts';

export interface WrittenReport {
  readonly doc: Doc;
  readonly bytes: Buffer;
  /** Figures that are not there: the report is not to be sent. */
  readonly missing: number;
}

/**
 * A report straight from its outline to a file, nothing stored; the same figures and data date give the same bytes.
 * @throws AppError as `makeReport`.
 */
export async function writeReport(
  tx: Tx,
  asked: Asked & { readonly knownAt: Date; readonly lang: Lang; readonly as: 'docx' | 'pdf' },
): Promise<WrittenReport> {
  const { month, title, blocks, facts } = await makeReport(tx, asked, asked.knownAt);
  const code = periodCode(month);
  const doc = composeReport(
    {
      title,
      region: asked.region,
      year: month.year,
      state: 'draft',
      number: '',
      dataDay: dayWords(asked.knownAt),
      periodWords: { zh: reportPeriod(code, 'zh'), en: reportPeriod(code, 'en') },
      long: outlineOf(asked.kind).long,
      blocks,
      facts,
    },
    asked.lang,
    drawChart,
  );
  const bytes = await renderFile(doc, asked.as, asked.knownAt);
  const missing = doc.nodes.filter(
    (node) => node.kind === 'para' && node.runs.some((run) => run.figure?.state === 'missing'),
  ).length;
  return { doc, bytes, missing };
}
