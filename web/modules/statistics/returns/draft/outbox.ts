import { fetchReturn, saveReturn, submitReturn } from '../api.ts';
import { mergeCells } from '../model/merge.ts';
import { forgetDraft, type KeptDraft, keepDraft, keptDrafts } from './kept.ts';
import { nextSend, setbackOf } from './sending.ts';

export interface OutboxReport {
  readonly sent: readonly string[];
  /** Still here: no connection, or a choice to be made on their page. */
  readonly left: readonly KeptDraft[];
}

/** What this browser kept of returns whose page is not open, sent now: saved, or handed in where that was asked. */
export async function sendKept(user: string): Promise<OutboxReport> {
  const drafts = await keptDrafts(user).catch(() => []);
  const sent: string[] = [];
  const left: KeptDraft[] = [];
  for (const draft of drafts) {
    if ((await sendOne(user, draft)) === 'sent') sent.push(draft.name);
    else left.push(draft);
  }
  return { sent, left };
}

async function sendOne(user: string, draft: KeptDraft, isSecond = false): Promise<'sent' | 'left'> {
  const { returnId, cells, base, submitKey, typed } = draft;
  const hasUnread = Object.keys(typed).length > 0;
  const what = nextSend(draft);
  try {
    if (what === null) return hasUnread ? 'left' : done();
    if (what === 'submit' && submitKey !== null) {
      await submitReturn(returnId, { cells, revision: base.revision, key: submitKey });
      return done();
    }
    const saved = await saveReturn(returnId, cells, base.revision);
    if (!hasUnread) return done();
    await keepDraft(user, { ...draft, base: { revision: saved.revision, cells } });
    return 'left';
  } catch (error) {
    if (setbackOf(error) !== 'conflict' || isSecond || submitKey !== null) return 'left';
    return mergeAndSend();
  }

  async function done() {
    await forgetDraft(user, returnId);
    return 'sent' as const;
  }
  /** Only what nobody needs to choose; the rest waits for its page. */
  async function mergeAndSend(): Promise<'sent' | 'left'> {
    const view = await fetchReturn(returnId).catch(() => null);
    if (!view) return 'left';
    const merged = mergeCells({ base: base.cells, mine: cells, theirs: view.cells });
    if (merged.conflicts.length > 0) return 'left';
    const next = { ...draft, cells: merged.cells, base: { revision: view.revision, cells: view.cells } };
    return sendOne(user, next, true);
  }
}
