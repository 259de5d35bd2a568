import { declaredModule } from '../../kernel/registers/declared-module.ts';

/** From a lead to production: investment targets, major and upgrade projects, land, power and service to them. */
export const projects = declaredModule({
  id: 'projects',
  names: { zh: '项目与要素', en: 'Projects and resources' },
  folder: new URL('./registers/', import.meta.url),
});
