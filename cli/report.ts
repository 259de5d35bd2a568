import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { systemActor, withActor } from '@liannao/server/kernel/access/actor.ts';
import { type ReportAsked, writeReport } from '@liannao/server/modules/reports/index.ts';
import { type Command, InputError, printJson, UsageError } from './command.ts';
import { storeOptions, withStore } from './with-store.ts';

const KINDS = ['bulletin', 'analysis', 'white-paper', 'evaluation'] as const;

export const command: Command = {
  usage:
    'report KIND --period 2025-08|2025 --region CODE [--plan ID] [--as-of DATE] [--lang zh|en] --out FILE.docx|FILE.pdf [--json] [--data DIR]',
  summary: `writes a report with the figures known at the data date. KIND: ${KINDS.join(' | ')}`,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...storeOptions,
        period: { type: 'string' },
        region: { type: 'string' },
        plan: { type: 'string' },
        'as-of': { type: 'string' },
        lang: { type: 'string', default: 'zh' },
        out: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const kind = KINDS.find((one) => one === positionals[0]);
    if (!kind) throw new UsageError(`KIND is one of ${KINDS.join(', ')}.`);
    const { period, region, out } = values;
    if (!period || !region || !out) throw new UsageError('--period, --region and --out are needed.');
    if (values.plan !== undefined && !UUID.test(values.plan))
      throw new InputError(`--plan ${values.plan}: not the id of a plan.`);
    const as = formatOf(out);
    const lang = langOf(values.lang);
    const knownAt = dataDate(values['as-of']);
    const asked: ReportAsked = { kind, region, period, plan: values.plan };
    const written = await withStore(values.data, (store) =>
      withActor(store.db, { ...systemActor('report'), locale: lang }, (tx) =>
        writeReport(tx, { ...asked, knownAt, lang, as }),
      ),
    );
    await writeFile(out, written.bytes);
    if (written.missing > 0) console.error(`${written.missing} paragraphs have figures that are still missing.`);
    if (values.json) {
      const { title, synthetic, nodes } = written.doc;
      printJson({
        file: out,
        title,
        synthetic,
        knownAt: knownAt.toISOString(),
        parts: nodes.length,
        missing: written.missing,
      });
    } else console.error(`${out}: ${written.doc.title}`);
  },
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function formatOf(out: string): 'docx' | 'pdf' {
  const extension = path.extname(out).toLowerCase();
  if (extension === '.docx' || extension === '.pdf') return extension === '.pdf' ? 'pdf' : 'docx';
  throw new UsageError(`--out ${out}: end it with .docx or .pdf`);
}

function langOf(lang: string): 'zh' | 'en' {
  if (lang === 'zh' || lang === 'en') return lang;
  throw new UsageError(`--lang ${lang}: zh or en`);
}

/** A day is its end in China; a moment is that moment; without either, now. */
function dataDate(text: string | undefined): Date {
  if (text === undefined) return new Date();
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const at = new Date(day ? `${text}T23:59:59.999+08:00` : text);
  if (Number.isNaN(at.getTime())) throw new UsageError(`--as-of ${text}: a day (2025-09-12) or a moment in ISO form.`);
  return at;
}
