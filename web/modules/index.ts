import type { WebModule } from '../shell/module.ts';
import { system } from './system/index.ts';

/** All modules that have pages, one line each. */
export const modules: readonly WebModule[] = [system];
