import { usccCheckCharacter } from '@liannao/registers';

/** For tests and the benchmark: a valid social credit code for a number. */
export function usccOf(n: number): string {
  const body = `91330109MA${String(n).padStart(7, '0')}`;
  return body + usccCheckCharacter(body);
}

const HEADER =
  '统一社会信用代码,企业名称,属地,行业代码,产业链角色,注册时间,经营状态,是否规上,上年营业收入,上年研发费用,注销或迁出日期,转型情况';

/** Rows of the enterprise registry that are wrong in ten different ways; each holds one fault. */
export function tenKindsOfWrong(): {
  readonly header: string;
  readonly rows: readonly { readonly kind: string; readonly cells: string }[];
} {
  const good = (n: number) => [
    usccOf(900_000 + n),
    `错误企业${n}号`,
    '萧山区',
    '3670',
    '一般零部件',
    '2015-03-01',
    '在营',
    '是',
    '5000',
    '100',
    '',
    '',
  ];
  const wrong = (kind: string, n: number, column: number, value: string) => {
    const cells = good(n);
    cells[column] = value;
    return { kind, cells: cells.join(',') };
  };
  const rows = [
    wrong('check character', 1, 0, `${usccOf(900_001).slice(0, 17)}${usccOf(900_001).endsWith('0') ? '1' : '0'}`),
    wrong('nothing', 2, 1, ''),
    wrong('unknown region', 3, 2, '萧三区'),
    wrong('ambiguous region', 4, 2, '鼓楼区'),
    wrong('unknown code', 5, 4, '一般零配件'),
    wrong('no day', 6, 5, '2015-02-30'),
    wrong('neither yes nor no', 7, 7, '大概'),
    wrong('no number', 8, 8, '五千万'),
    wrong('dates the wrong way round', 9, 10, '2014-01-01'),
    wrong('larger than another', 10, 9, '6000'),
  ];
  return { header: HEADER, rows };
}
