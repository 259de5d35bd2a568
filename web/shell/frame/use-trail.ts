import { generatePath, useParams } from 'react-router';
import type { PageDefinition } from '../module.ts';
import { useModules, usePage } from './context.ts';
import { useCrumbNames } from './crumb-names.ts';
import { trailOf } from './pages.ts';

export interface Above {
  page: PageDefinition;
  path: string;
  /** As the page below called it; absent: the page's own title. */
  name: string | undefined;
}

/** The pages above the one that is open, from the entry down. */
export function useTrail(): Above[] {
  const modules = useModules();
  const current = usePage();
  const params = useParams();
  const { nameOf, aboveOf } = useCrumbNames();
  const pathOf = (page: PageDefinition) => generatePath(page.path, params);
  if (!current?.parent) return [];
  return trailOf(modules, current, (page) => aboveOf(pathOf(page)) ?? page.parent).map((page) => {
    const path = pathOf(page);
    return { page, path, name: nameOf(path) };
  });
}
