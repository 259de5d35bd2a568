import type { z } from 'zod';
import type { Actor, Tx } from '../access/actor.ts';
import { asSystem } from '../access/as-system.ts';
import { findDocumentContent } from '../document/store.ts';
import { notFound } from '../errors.ts';
import type { CasePeople } from './model.ts';
import { findCase, selectPeople } from './queries.ts';

/** A file of the case's trail, for whoever may see the case. @throws AppError 404. */
export async function caseFile(tx: Tx, caseId: string, documentId: string) {
  const inTrail = await tx
    .selectFrom('case_event')
    .select('document_id')
    .where('case_id', '=', caseId)
    .where('document_id', '=', documentId)
    .executeTakeFirst();
  const found = inTrail && (await asSystem(tx, () => findDocumentContent(tx, documentId)));
  if (!found) throw notFound('document', documentId);
  return found;
}

/** Whom the case can be given to, or asked to take part. @throws AppError 404. */
export async function casePeople(tx: Tx, actor: Actor, caseId: string): Promise<z.infer<typeof CasePeople>> {
  const file = await findCase(tx, caseId);
  if (!file) throw notFound('case', caseId);
  const people = new Map<string, { id: string; name: string; region: string }>();
  for (const { id, name, nameEn, region } of await selectPeople(tx, file.region_code)) {
    people.set(id, { id, name: (actor.locale === 'en' && nameEn) || name, region: region ?? '' });
  }
  return { items: [...people.values()] };
}
