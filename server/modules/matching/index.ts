import { declaredModule } from '../../kernel/registers/declared-module.ts';

/** Fairs, logistics, the aftermarket and the presence abroad. */
export const matching = declaredModule({
  id: 'matching',
  names: { zh: '贸易与流通', en: 'Trade and distribution' },
  folder: new URL('./registers/', import.meta.url),
});
