import { randomUUID } from 'node:crypto';
import type { RegisterDefinition } from '@liannao/registers';
import type { Actor, Tx } from '../access/actor.ts';
import { asSystem } from '../access/as-system.ts';
import { audit } from '../audit/audit.ts';
import { loadCalendar } from '../calendar/load.ts';
import { dayOf } from '../calendar/workdays.ts';
import { emitAll } from '../events/events.ts';
import { closes, movesFrom, stateDue } from './due.ts';
import { caseTypeOf, titleOf } from './entries.ts';
import { casePayload, levelOf } from './open.ts';
import type { CaseFile } from './queries.ts';

export interface NewEntries {
  readonly definition: RegisterDefinition;
  readonly entries: readonly {
    readonly entryId: string;
    readonly title: string;
    readonly regionCode: string;
    readonly state: string | null;
    readonly synthetic: boolean;
    readonly partyId: string | null;
  }[];
  readonly actor: Actor;
  readonly now: Date;
}

const CHUNK = 500;

/**
 * Opens the cases of many new entries, as `entryMoved` would one after another, in four statements for each 500. Entries
 * in a state that nobody must move them out of by a date have none. Answers how many were opened.
 */
export async function entriesAdded(tx: Tx, { definition, entries, actor, now }: NewEntries): Promise<number> {
  const type = caseTypeOf(definition);
  if (!type) return 0;
  const calendar = await loadCalendar(tx);
  const today = dayOf(now);
  const dues = new Map(
    type.states
      .filter(({ id }) => !closes(type, id) && movesFrom(type, id).some(({ due }) => due !== null))
      .map(({ id }) => [id, stateDue(calendar, today, { type, state: id })]),
  );
  const waiting = entries.filter(({ state }) => state !== null && dues.has(state));
  if (waiting.length === 0) return 0;
  const regions = await tx.selectFrom('region').select(['code', 'level']).execute();
  const levels = new Map(regions.map(({ code, level }) => [code, levelOf(level)]));
  return asSystem(tx, async () => {
    let opened = 0;
    for (let at = 0; at < waiting.length; at += CHUNK) {
      const files = await insertFiles(tx, waiting.slice(at, at + CHUNK));
      await insertOpened(tx, files, { actor, now });
      opened += files.length;
    }
    const detail = { register: definition.id, count: opened };
    await audit(tx, actor, { action: 'case.open', subject: `register:${definition.id}`, detail });
    return opened;
  });

  async function insertFiles(within: Tx, some: typeof waiting): Promise<CaseFile[]> {
    const rows = some.map((entry) => {
      const state = entry.state ?? '';
      const due = dues.get(state);
      const title = titleOf(definition, entry.title);
      return {
        type: `register.${definition.id}`,
        title_zh: title.zh,
        title_en: title.en,
        subject_kind: 'entry',
        subject_id: entry.entryId,
        href: `/registers/${definition.id}/${entry.entryId}`,
        region_code: entry.regionCode,
        party_id: entry.partyId,
        unit_kind: definition.owner.unit,
        unit: null,
        state,
        state_since: now,
        due_on: due?.on ?? null,
        no_due: due?.missingYear ?? null,
        level: levels.get(entry.regionCode) ?? ('county' as const),
        answering: entry.regionCode,
        opened_at: now,
        opened_by: actor.userId,
        synthetic: entry.synthetic,
      };
    });
    return within.insertInto('case_file').values(rows).returningAll().execute();
  }
}

async function insertOpened(
  tx: Tx,
  files: readonly CaseFile[],
  { actor, now }: { actor: Actor; now: Date },
): Promise<void> {
  await tx
    .insertInto('case_event')
    .values(
      files.map(({ id, state }) => ({
        case_id: id,
        seq: 1,
        at: now,
        actor_id: actor.userId,
        actor_name: actor.name,
        kind: 'opened' as const,
        from_state: null,
        to_state: state,
        note: null,
        detail: '{}',
        document_id: null,
        once: null,
      })),
    )
    .execute();
  await emitAll(
    tx,
    files.map((file) => ({ type: 'case.opened', payload: { eventId: randomUUID(), ...casePayload(file, now) } })),
  );
}
