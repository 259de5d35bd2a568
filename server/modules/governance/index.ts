import { declaredModule } from '../../kernel/registers/declared-module.ts';

/** What data there are, and who may use them. */
export const governance = declaredModule({
  id: 'governance',
  names: { zh: '数据治理', en: 'Data governance' },
  folder: new URL('./registers/', import.meta.url),
});
