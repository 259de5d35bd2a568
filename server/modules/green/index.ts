import { declaredModule } from '../../kernel/registers/declared-module.ts';

/** Green lists, carbon certificates, and the renewal of vehicles. */
export const green = declaredModule({
  id: 'green',
  names: { zh: '绿色低碳', en: 'Green and low carbon' },
  folder: new URL('./registers/', import.meta.url),
});
