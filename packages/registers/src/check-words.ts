import type { Field, RegisterDefinition } from './types.ts';

interface Said {
  readonly zh: string;
  readonly en: string;
}

const AMOUNTS: Readonly<Record<string, Said>> = {
  '>=': { zh: '不小于', en: 'at least' },
  '<=': { zh: '不大于', en: 'at most' },
  '>': { zh: '大于', en: 'more than' },
  '<': { zh: '小于', en: 'less than' },
};
const TIMES: Readonly<Record<string, Said>> = {
  '>=': { zh: '不早于', en: 'not before' },
  '<=': { zh: '不晚于', en: 'not after' },
  '>': { zh: '晚于', en: 'after' },
  '<': { zh: '早于', en: 'before' },
};

/** What the check of a field asks for: `>= opened-on` is 不早于受理日期, "not before Opened on". */
export function checkInWords(field: Field, definition: RegisterDefinition, child?: string): Said {
  const check = field.check ?? '';
  const range = /^(\S+)\.\.(\S+)$/.exec(check);
  if (range) return { zh: `在 ${range[1]} 到 ${range[2]} 之间`, en: `from ${range[1]} to ${range[2]}` };
  const [, sign = '', other = ''] = /^([<>=!]+)\s*(.*)$/.exec(check) ?? [];
  const isTime = field.type === 'date' || field.type === 'datetime' || field.type === 'month';
  const words = (isTime ? TIMES : AMOUNTS)[sign] ?? { zh: ` ${sign} `, en: sign };
  const own = definition.children.find(({ id }) => id === child)?.fields ?? [];
  const named = [...own, ...definition.fields].find(({ id }) => id === other);
  const said = other === 'today' ? { zh: '今天', en: 'today' } : (named ?? { zh: ` ${other}`, en: other });
  return { zh: `${words.zh}${said.zh}`, en: `${words.en} ${said.en}` };
}
