import { AppError } from '../../../kernel/errors.ts';
import type { Deps } from '../../../kernel/module.ts';
import type { Locale } from '../text.ts';
import { csvMessage } from './data-csv.ts';
import { dataMessage } from './data-json.ts';
import type { DataQuery } from './model.ts';
import { dataFormat, MEDIA_TYPES } from './negotiate.ts';
import { asNobody, loadOpenData } from './service.ts';

export interface MessageAsk {
  readonly flow: string;
  readonly key: string;
  readonly query: DataQuery;
  readonly locale: Locale;
  readonly accept: string | undefined;
  /** Address of the answer, and of the one that follows; null where there is none. */
  readonly self: { readonly href: string; readonly next: (cursor: string) => string } | null;
}

export interface OpenMessage {
  readonly type: string;
  readonly etag: string;
  readonly next: string | null;
  readonly body: string;
}

/**
 * Released figures as an SDMX message, the same for everybody.
 * @throws AppError 404 `dataflow-not-found`, `sdmx-no-results`; 422 `sdmx-query-unreadable`.
 */
export async function openMessage(deps: Pick<Deps, 'db' | 'now'>, ask: MessageAsk): Promise<OpenMessage> {
  const { query, locale, self } = ask;
  const { as, labels } = dataFormat(ask.accept, query);
  const found = await asNobody(deps, (tx) => loadOpenData(tx, ask));
  if (found.sets.every(({ figures }) => figures.length === 0)) {
    throw new AppError(404, 'sdmx-no-results', 'Nothing that is released answers this query.');
  }
  const next = self && found.nextCursor !== null ? self.next(found.nextCursor) : null;
  const head = {
    id: `LN${found.tag}`,
    prepared: deps.now(),
    links: [...(self ? [{ rel: 'self', href: self.href }] : []), ...(next ? [{ rel: 'next', href: next }] : [])],
  };
  return {
    type: MEDIA_TYPES[as],
    etag: `W/"${found.tag}-${as}-${labels}"`,
    next,
    body:
      as === 'csv'
        ? csvMessage({ ...found, labels, locale })
        : JSON.stringify(dataMessage({ ...found, head, across: query.dimensionAtObservation, locale })),
  };
}
