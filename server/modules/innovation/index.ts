import { declaredModule } from '../../kernel/registers/declared-module.ts';

/** Platforms, projects, patents, standards, tests and brands, and the people who make them. */
export const innovation = declaredModule({
  id: 'innovation',
  names: { zh: '创新与人才', en: 'Innovation and talent' },
  folder: new URL('./registers/', import.meta.url),
});
