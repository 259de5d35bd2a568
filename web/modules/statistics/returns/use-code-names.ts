import { parseRowKey } from '@liannao/statistics';
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLanguage } from '../../../shell/preferences.tsx';
import { regionsQuery } from '../../../shell/regions.ts';
import type { ReturnView } from './view.ts';
import { type CodeNames, nameIn } from './words.ts';

/** What the codes of added lines are called; a division is asked for once, any other code is in the return's lists. */
export function useCodeNames(view: ReturnView, openKeys: readonly string[]): CodeNames {
  const language = useLanguage();
  const dimensions = view.definition.sections.flatMap(({ open }) => open ?? []);
  const regional = new Set(dimensions.filter(({ list }) => list === 'region').map(({ dimension }) => dimension));
  const codes = [
    ...new Set(
      openKeys.flatMap((key) =>
        Object.entries(parseRowKey(key).scope).flatMap(([dimension, code]) => (regional.has(dimension) ? [code] : [])),
      ),
    ),
  ];
  const found = useQueries({
    queries: codes.map((code) => regionsQuery({ q: code })),
    combine: (answers) =>
      answers
        .flatMap(({ data }) => data?.items ?? [])
        .map(({ code, name, nameEn }) => ({ code, zh: name, en: nameEn ?? name })),
  });
  return useMemo(() => {
    const regions = new Map(found.map((one) => [one.code, one]));
    return (list, code) => {
      const named = list === 'region' ? regions.get(code) : view.lists[list]?.find((one) => one.code === code);
      return named ? nameIn(named, language) : code;
    };
  }, [found, view.lists, language]);
}
