import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, use } from 'react';
import { type Language, useLanguage } from '../preferences.tsx';

/** Which figure: a kind that some module explains, and its key there. */
export type FigureSource =
  | { observation: string }
  | { target: string }
  | { judgement: string }
  | { kind: string; id: string };

export interface ProvenanceLink {
  label: string;
  /** A path of ours. */
  to?: string;
  onClick?: () => void;
}

export interface ProvenanceStep {
  title: string;
  detail: ReactNode;
  /** The largest parts or the like: name and value, two pairs a line. */
  parts?: readonly { name: string; value: string }[];
  links?: readonly ProvenanceLink[];
  /** Set when the reader may not see it; the detail then says so. */
  withheld?: boolean;
}

export interface ProvenanceVersion {
  version: number;
  reason: string;
  /** '+0.09' or the first value. */
  change: string;
}

/** All that the panel and the hover card say of one figure. Texts are in the reader's language. */
export interface Provenance {
  value: string;
  unit: string;
  /** Full name · region · period. */
  title: string;
  region?: string;
  period?: string;
  unrounded?: string;
  state?: 'approved' | 'pending' | 'preliminary';
  version?: number;
  /** '9月12日 10:20 审定' */
  decided?: string;
  /** The source in one line, for the card. */
  source: string;
  /** From how added up down to the source files; each goes one deeper. */
  steps: readonly ProvenanceStep[];
  versions?: readonly ProvenanceVersion[];
  usedIn?: readonly ProvenanceLink[];
  /** To be copied by "copy citation". */
  citation?: string;
  /** Use in report, question it, … */
  actions?: readonly ProvenanceLink[];
  synthetic?: { generator: string; seed: string } | boolean;
}

export type ProvenanceLoader = (
  id: string,
  context: { language: Language; signal: AbortSignal },
) => Promise<Provenance>;

export type ProvenanceLoaders = Readonly<Record<string, () => Promise<ProvenanceLoader>>>;

/** The loaders of all modules, by kind. */
export const ProvenanceLoadersContext = createContext<ProvenanceLoaders>({});

/** 'observation:123', as it stands in the URL after `#fig=`. */
export function sourceKey(source: FigureSource): string {
  if ('kind' in source) return `${source.kind}:${source.id}`;
  const [[kind, id] = ['', '']] = Object.entries(source);
  return `${kind}:${id}`;
}

/** What is known of a figure; loaded once and shared by the card and the panel. */
export function useProvenance(key: string | null, active: boolean) {
  const loaders = use(ProvenanceLoadersContext);
  const language = useLanguage();
  const kind = key?.slice(0, key.indexOf(':')) ?? '';
  const loader = loaders[kind];
  const query = useQuery({
    queryKey: ['provenance', key, language],
    queryFn: async ({ signal }) => {
      if (!loader || key === null) throw new TypeError(`no module explains figures of the kind ${kind}`);
      return (await loader())(key.slice(kind.length + 1), { language, signal });
    },
    enabled: active && key !== null && loader !== undefined,
    staleTime: 60_000,
  });
  return { ...query, known: loader !== undefined };
}
