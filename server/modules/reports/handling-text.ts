import type { SignalView } from '../../kernel/signals/model.ts';

type States = Readonly<Record<SignalView['state'], string>>;
const zh: States = { open: '待处理', acknowledged: '已知悉', 'in-case': '办理中', closed: '已解除' };
const en: States = { open: 'open', acknowledged: 'acknowledged', 'in-case': 'being handled', closed: 'closed' };
export const handlingText = { zh, en };
