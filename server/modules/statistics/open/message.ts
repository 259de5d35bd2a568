import type { Locale } from '../text.ts';
import { AGENCY, VERSION } from './structure.ts';
import { type Names, publisher } from './text.ts';

/** What a message says of itself. */
export interface MessageHead {
  readonly id: string;
  readonly prepared: Date;
  readonly links: readonly { readonly href: string; readonly rel: string }[];
}

export const metaOf = ({ id, prepared, links }: MessageHead, schema: string, locale: Locale) => ({
  schema,
  id,
  test: false,
  prepared: prepared.toISOString(),
  contentLanguages: locale === 'zh' ? ['zh', 'en'] : ['en', 'zh'],
  sender: { id: AGENCY, ...named(publisher, locale) },
  ...(links.length > 0 ? { links } : {}),
});

export const named = (names: Names, locale: Locale) => ({
  name: names[locale],
  names: { zh: names.zh, en: names.en },
});

const CLASSES = {
  dataflow: 'datastructure.Dataflow',
  datastructure: 'datastructure.DataStructure',
  codelist: 'codelist.Codelist',
  conceptscheme: 'conceptscheme.ConceptScheme',
} as const;

/** Of a structure as the standard names it all over the world. */
export const urnOf = (kind: keyof typeof CLASSES, id: string): string =>
  `urn:sdmx:org.sdmx.infomodel.${CLASSES[kind]}=${AGENCY}:${id}(${VERSION})`;

export const CONCEPTS = 'CS_STATISTICS';
export const conceptUrn = (id: string): string =>
  `urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept=${AGENCY}:${CONCEPTS}(${VERSION}).${id}`;
