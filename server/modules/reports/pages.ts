import { parsePeriod, periodLabel } from '@liannao/statistics';
import type { Words } from './blocks.ts';
import { drawChart } from './chart-draw.ts';
import { composeReport, isSynthetic } from './compose.ts';
import type { Doc } from './compose-doc.ts';
import type { Facts } from './facts.ts';
import { outlineOf } from './outlines/index.ts';
import type { FoundReport } from './queries.ts';
import type { Lang } from './sentences-runs.ts';

/** A report as it prints, from what is kept with it or from other facts. */
export function pagesOf(row: FoundReport, lang: Lang, facts: Facts = row.facts): Doc {
  return composeReport(
    {
      title: { zh: row.title_zh, en: row.title_en },
      region: row.region_code,
      year: Number(row.month.slice(0, 4)),
      state: row.state,
      number: row.number_text,
      dataDay: dayWords(row.known_at),
      periodWords: both((one) => reportPeriod(row.month, one)),
      long: outlineOf(row.kind).long,
      blocks: row.blocks,
      facts,
    },
    lang,
    drawChart,
  );
}

export { isSynthetic };

const both = (say: (lang: Lang) => string): Words => ({ zh: say('zh'), en: say('en') });

/** 「2025年1–8月」: what the report's month covers. */
export function reportPeriod(month: string, lang: Lang): string {
  const read = parsePeriod(month.endsWith('-12') ? month.slice(0, 4) : month.replace(/-(\d\d)$/, '-01..$1'));
  return read.ok ? periodLabel(read.value, lang) : month;
}

const CHINA_DAY = { timeZone: 'Asia/Shanghai', year: 'numeric', month: 'numeric', day: 'numeric' } as const;

/** 2025年9月12日, 12 September 2025. */
export function dayWords(at: Date): Words {
  const parts = new Intl.DateTimeFormat('en-GB', CHINA_DAY).formatToParts(at);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const english = new Intl.DateTimeFormat('en-GB', { ...CHINA_DAY, month: 'long' }).format(at);
  return { zh: `${of('year')}年${Number(of('month'))}月${Number(of('day'))}日`, en: english };
}
