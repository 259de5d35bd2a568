/** Signals and cases of a region and those below it, as they stand when the report is written. */
import { type Actor, anonymous, type Tx } from '../../kernel/access/actor.ts';
import { listCases } from '../../kernel/cases/index.ts';
import type { CaseRow } from '../../kernel/cases/model.ts';
import { listSignals } from '../../kernel/signals/index.ts';
import type { SignalView } from '../../kernel/signals/model.ts';
import type { HandledFact, HandlingFact } from './facts.ts';
import { handlingText } from './handling-text.ts';

/** What may be read is the transaction's to say; the reader is only whose language it is in. */
const readers: Readonly<Record<'zh' | 'en', Actor>> = { zh: anonymous('zh'), en: anonymous('en') };
const PAGE = 500;
const MOST_PAGES = 20;

export async function loadHandling(tx: Tx, region: string, now: Date): Promise<HandlingFact> {
  const signalsIn = (lang: 'zh' | 'en') =>
    allPages((cursor) =>
      listSignals(tx, readers[lang], { region, state: 'open,acknowledged,in-case', limit: PAGE, cursor }),
    );
  const casesIn = (lang: 'zh' | 'en') =>
    allPages((cursor) => listCases(tx, readers[lang], { scope: 'all', region, limit: PAGE, cursor }, now));
  const signals = paired(await signalsIn('zh'), await signalsIn('en'));
  const cases = paired(await casesIn('zh'), await casesIn('en'));
  return {
    signals: signals.map(({ zh, en }) => signalFact(zh, en)),
    cases: cases.map(({ zh, en }) => ({ ...caseFact(zh, en), closed: zh.closedAt !== null, late: isLate(zh) })),
  };
}

async function allPages<T>(
  page: (cursor: string | undefined) => Promise<{ items: readonly T[]; nextCursor: string | null }>,
): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  for (let n = 0; n < MOST_PAGES; n += 1) {
    const { items, nextCursor } = await page(cursor);
    all.push(...items);
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return all;
}

function paired<T extends { readonly id: string }>(zh: readonly T[], en: readonly T[]) {
  const byId = new Map(en.map((one) => [one.id, one]));
  return zh.map((one) => ({ zh: one, en: byId.get(one.id) ?? one }));
}

const signalFact = (zh: SignalView, en: SignalView): HandledFact => ({
  id: zh.id,
  title: { zh: zh.title, en: en.title },
  state: { zh: handlingText.zh[zh.state], en: handlingText.en[zh.state] },
  severity: zh.severity,
  unit: zh.unit,
  due: null,
  synthetic: zh.synthetic,
});

const caseFact = (zh: CaseRow, en: CaseRow): HandledFact => ({
  id: zh.id,
  title: { zh: zh.title, en: en.title },
  state: { zh: zh.state.name, en: en.state.name },
  severity: zh.urgency,
  unit: zh.unit,
  due: zh.dueOn,
  synthetic: zh.synthetic,
});

/** Past its date: when it was closed or, while it is open, today. */
const isLate = (one: CaseRow): boolean =>
  one.dueOn !== null && (one.closedAt === null ? (one.workdaysLeft ?? 0) < 0 : one.closedAt.slice(0, 10) > one.dueOn);
