import type { Tx } from '../access/actor.ts';
import type { Importer, RowOutcome } from './importer.ts';

/** For tests: a list of names and amounts, kept as settings `test:<name>`. */
export const testImporter: Importer = {
  kind: 'amounts',
  names: { zh: '数量表', en: 'Amounts' },
  permission: 'test.amounts',
  columns: [
    {
      id: 'name',
      zh: '名称',
      en: 'Name',
      required: true,
      hint: { zh: '企业全称', en: 'Full name' },
      example: '某某汽车',
    },
    {
      id: 'amount',
      zh: '产量（辆）',
      en: 'Output',
      aliases: ['产量'],
      required: true,
      hint: { zh: '整数', en: 'A whole number' },
      example: '120',
    },
    { id: 'note', zh: '备注', en: 'Note', hint: { zh: '', en: '' }, example: '' },
  ],
  async check(tx, rows) {
    const stored = new Map(await stock(tx));
    return rows.map(({ values }): RowOutcome => {
      const { name = '', amount = '' } = values;
      if (!/^\d+$/.test(amount)) {
        const digits = /^\d+(?=辆$)/.exec(amount)?.[0];
        const said = { column: 'amount', value: amount, problem: '不是整数', remedy: '只写数字，例如 120' };
        return { status: 'wrong', problems: [digits === undefined ? said : { ...said, suggestion: digits }] };
      }
      const before = stored.get(name);
      const after = { amount: Number(amount) };
      if (before?.amount === after.amount) return { status: 'unchanged', subject: name };
      return { status: before ? 'changed' : 'new', subject: name, before: before ?? null, after };
    });
  },
  async write(tx, changes) {
    for (const { subject, after } of changes) await put(tx, subject, after);
  },
  async undo(tx, changes) {
    for (const { subject, before } of changes) {
      if (before) await put(tx, subject, before);
      else await tx.deleteFrom('setting').where('key', '=', `test:${subject}`).execute();
    }
  },
};

/** What has been imported so far, by name. */
export async function stock(tx: Tx): Promise<[string, { amount: number }][]> {
  const rows = await tx
    .selectFrom('setting')
    .select(['key', 'value'])
    .where('key', 'like', 'test:%')
    .orderBy('key')
    .execute();
  return rows.map((row) => [row.key.slice(5), row.value as { amount: number }]);
}

const put = (tx: Tx, name: string, value: object) =>
  tx
    .insertInto('setting')
    .values({ key: `test:${name}`, value: JSON.stringify(value) })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: JSON.stringify(value) }))
    .execute();
