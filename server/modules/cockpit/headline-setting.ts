import type { z } from 'zod';
import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { audit } from '../../kernel/audit/audit.ts';
import { unprocessable } from '../../kernel/errors.ts';
import { loadCatalogue } from '../statistics/index.ts';
import { defaultHeadlines, type HeadlineList } from './headlines.ts';
import { Headlines } from './model.ts';
import { saveHeadlines, selectHeadlines } from './queries.ts';

/** The list that an administrator set, else the one that ships. */
export async function headlineList(tx: Tx): Promise<HeadlineList> {
  const kept = Headlines.safeParse(await selectHeadlines(tx));
  return kept.success ? kept.data : defaultHeadlines;
}

/** @throws AppError 422 `indicator-unknown` naming each code that the catalogue does not have. */
export async function setHeadlines(
  tx: Tx,
  list: z.infer<typeof Headlines>,
  by: { readonly actor: Actor; readonly now: Date },
): Promise<HeadlineList> {
  const codes = list.items.map(({ indicator }) => indicator);
  const known = await loadCatalogue(tx, codes);
  const unknown = codes.flatMap((code, at) => (known.has(code) ? [] : [{ code, at }]));
  if (unknown.length > 0) {
    throw unprocessable(
      'indicator-unknown',
      `Not in the catalogue: ${unknown.map(({ code }) => code).join(', ')}.`,
      unknown.map(({ code, at }) => ({
        field: `body.items.${at}.indicator`,
        code: 'indicator-unknown',
        message: `${code} is not in the catalogue.`,
      })),
    );
  }
  const before = await headlineList(tx);
  await saveHeadlines(tx, list, by.now);
  await audit(tx, by.actor, {
    action: 'cockpit.headlines',
    subject: 'cockpit.headlines',
    detail: { before, after: list },
  });
  return list;
}
