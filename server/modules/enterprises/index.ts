import { declaredModule } from '../../kernel/registers/declared-module.ts';

/** Firms of the chain, the rungs that they climb, their lists, factories and diagnoses. */
export const enterprises = declaredModule({
  id: 'enterprises',
  names: { zh: '企业培育', en: 'Enterprises' },
  folder: new URL('./registers/', import.meta.url),
});
