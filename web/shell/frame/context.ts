import { createContext, use } from 'react';
import type { PageDefinition, WebModule } from '../module.ts';

/** What the frame's parts need to know of the whole: the modules and the page that is open. */
export const ModulesContext = createContext<readonly WebModule[]>([]);
export const PageContext = createContext<PageDefinition | null>(null);

export const useModules = () => use(ModulesContext);
export const usePage = () => use(PageContext);
