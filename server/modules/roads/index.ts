import { declaredModule } from '../../kernel/registers/declared-module.ts';

/** Test sites, permits and vehicles, connected roads, maps, scenarios and demonstrations. */
export const roads = declaredModule({
  id: 'roads',
  names: { zh: '测试与车路云', en: 'Road tests and connected roads' },
  folder: new URL('./registers/', import.meta.url),
});
