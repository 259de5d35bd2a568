import { readdir, readFile } from 'node:fs/promises';
import { systemActor, type Tx, withActor } from '../../../kernel/access/actor.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import type { Db } from '../../../kernel/store/open-store.ts';
import { catalogueLookup, readDefinition } from './define.ts';
import { insertVersion, lockForm, selectVersions } from './form-queries.ts';

const FOLDER = new URL('../../../../data/forms/', import.meta.url);
/** Shipped forms are the country's: every region may collect by them, an administrator changes them. */
const NATION = '000000';

export interface ShippedForms {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  /** Changed here since: the new shipped text is left out until somebody takes it over. */
  readonly kept: readonly string[];
}

/**
 * Brings the forms that ship into the store: a new one whole, a newer text as a new version, unless somebody has changed
 * the form here. Does nothing, by one query, while the texts stay the same.
 * @throws Error naming file, line and mistake where a shipped form is wrong: that is our own fault.
 */
export async function applyShippedForms(db: Db, folder: URL = FOLDER): Promise<ShippedForms> {
  const sources = await readFolder(folder);
  const actor = systemActor('forms');
  return withActor(db, actor, async (tx) => {
    const held = Map.groupBy(await selectVersions(tx), ({ formId }) => formId);
    const report = { added: [] as string[], changed: [] as string[], kept: [] as string[] };
    const lastShipped = new Set(
      [...held.values()].flatMap((of) => of.findLast(({ shipped }) => shipped)?.source ?? []),
    );
    const fresh = sources.filter(({ text }) => !lastShipped.has(text));
    if (fresh.length === 0) return report;
    const lookup = await catalogueLookup(tx);
    for (const { name, text } of fresh) {
      const read = readDefinition(text, lookup, 'en');
      if (!read.ok) {
        const list = read.issues.map((one) => `${name}:${one.line ?? 0} ${one.message}`);
        throw new Error(`A shipped form is wrong:\n${list.join('\n')}`);
      }
      const { id } = read.definition;
      await lockForm(tx, id);
      const before = held.get(id);
      if (before && !before.at(-1)?.shipped) {
        report.kept.push(id);
        continue;
      }
      if (!before) await insertShipped(tx, id);
      const by = { userId: null, name: actor.name };
      await insertVersion(tx, { definition: read.definition, source: text, shipped: true, note: '', by });
      report[before ? 'changed' : 'added'].push(id);
    }
    if (report.changed.length > 0)
      await audit(tx, actor, { action: 'forms.shipped', subject: 'forms', detail: report });
    return report;
  });
}

const insertShipped = (tx: Tx, id: string) =>
  tx
    .insertInto('statistics_form')
    .values({ id, region_code: NATION, retired_at: null })
    .onConflict((oc) => oc.column('id').doNothing())
    .execute();

async function readFolder(folder: URL): Promise<{ name: string; text: string }[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return Promise.all(
    names
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map(async (name) => ({ name, text: await readFile(new URL(name, folder), 'utf8') })),
  );
}
