import type { RegisterDefinition } from '@liannao/registers';
import { rankOf } from './access-sql.ts';
import type { Change } from './definition-change.ts';

/** What holds but is hardly meant, as remarks that refuse nothing. */
export function remarksOn({ fields, access }: RegisterDefinition, locale: 'zh' | 'en'): Change[] {
  const open = access.public;
  if (!open || fields.some(({ grade }) => rankOf(grade) <= rankOf(open.grade))) return [];
  const message = {
    zh: `access.public 公开到 ${open.grade}，但没有一个字段是这一级（字段不写 grade 时为 L2）：公众看不到任何内容`,
    en: `access.public opens grade ${open.grade}, and no field is of it (without grade a field is L2): nobody will see anything`,
  }[locale];
  return [{ kind: 'nothing-public', subject: 'access.public', message, outcome: 'noted', count: 0, rows: [] }];
}
