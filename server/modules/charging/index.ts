import { declaredModule } from '../../kernel/registers/declared-module.ts';

/** Hydrogen and swap stations, and vehicles that feed the grid. */
export const charging = declaredModule({
  id: 'charging',
  names: { zh: '补能设施', en: 'Energy supply' },
  folder: new URL('./registers/', import.meta.url),
});
