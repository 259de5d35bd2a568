import { declaredModule } from '../../kernel/registers/declared-module.ts';

/** What the authorities and the banks give: policies, subsidies, funds, credit, measures for buyers. */
export const support = declaredModule({
  id: 'support',
  names: { zh: '政策与金融', en: 'Policies and finance' },
  folder: new URL('./registers/', import.meta.url),
});
