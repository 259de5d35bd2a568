import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readChain } from './chain-files.ts';
import { lineReader } from './chain-lines.ts';

const run = promisify(execFile);
const NODE = ['-C', '@liannao/source', '--disable-warning=ExperimentalWarning'];
const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
let folder: string;
const at = (name: string) => path.join(folder, name);

/** Network N of the chain model, section 1.4. */
const FILES = {
  'firms.csv': `id,name,region,node,final,group
L1,锂一,340100,LI,0,
L2,锂二,340100,LI,10,
C1,芯一,340100,CELL,0,
C2,芯二,340200,CELL,20,
S1,物流,340100,SVC,50,
V,整车,340100,OEM,500,
`,
  'links.csv': `supplier,customer,product,value,since
L1,C1,LI,60,2020
L1,C2,LI,40,
L2,C2,LI,20,
C1,V,CELL,200,
C2,V,CELL,100,
S1,V,SVC,50,
`,
  'nodes.csv': 'code,name,parent,tier,kind\nLI,,,1,material\nCELL,,,2,part\nSVC,,,,service\nOEM,,,4,vehicle\n',
};
const INPUT = () => ['--firms', at('firms.csv'), '--links', at('links.csv'), '--nodes', at('nodes.csv')];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'liannao-chain-'));
  for (const [name, text] of Object.entries(FILES)) await writeFile(at(name), text);
});
afterAll(() => rm(folder, { recursive: true }));

const chain = (...args: string[]) =>
  run(process.execPath, [...NODE, MAIN, 'chain', ...args]).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      out: error.stdout,
      err: error.stderr,
    }),
  );

const read = (links: string, rest: { firms?: string; nodes?: string; classes?: string } = {}) =>
  readChain({
    firms: rest.firms ?? at('firms.csv'),
    links,
    nodes: rest.nodes,
    classes: rest.classes,
    'paper-weights': false,
    'merge-groups': false,
  });

const file = async (name: string, content: string | Uint8Array) => {
  await writeFile(at(name), content);
  return at(name);
};

test('a shock and a ranking as JSON, with the figures of the worked examples', async () => {
  const [shock, text, risk] = await Promise.all([
    chain('shock', ...INPUT(), '--fail', 'L1:0.5', '--json'),
    chain('shock', ...INPUT(), '--fail', 'L1'),
    chain('risk', ...INPUT(), '--top', '2', '--json'),
  ]);
  expect(shock).toMatchObject({ code: 0, err: '' });
  const answer = JSON.parse(shock.out);
  expect(answer).toMatchObject({ steps: 3, converged: true, epsilon: 1e-6, dropped: { selfSupply: 0 } });
  expect(answer.index).toBeCloseTo(0.374956, 6);
  expect(answer.direct).toBeCloseTo(0.047619, 6);
  expect(answer.amplification).toBeCloseTo(7.874074, 6);
  expect(answer.firms.map(({ id }: { id: string }) => id)).toEqual(['L1', 'L2', 'C1', 'C2', 'S1', 'V']);
  expect(answer.firms[2]).toEqual({ id: 'C1', downstream: 0.5, upstream: 1, remaining: 0.5 });
  expect(text.out).toContain('lost 78.52 % of all output');
  const ranking = JSON.parse(risk.out);
  expect(ranking.firms.map(({ id }: { id: string }) => id)).toEqual(['V', 'L1']);
  expect(ranking.firms[1].index).toBeCloseTo(0.785185, 6);
  expect(Object.keys(ranking.firms[1])).toEqual(['id', 'index', 'direct', 'amplification']);
});

test('what is wrong is told with file, line and field and exit code 1, wrong usage with 2', async () => {
  const bad = await file('bad.csv', `${FILES['links.csv']}C1,V,CELL,many,\n,V,,3,\n`);
  const answers = await Promise.all([
    chain('shock', ...INPUT(), '--links', bad, '--fail', 'L1', '--json'),
    chain('shock', ...INPUT(), '--fail', 'L9'),
    chain('shock', ...INPUT(), '--links', at('none.csv'), '--fail', 'L1'),
    chain('shock', ...INPUT()),
    chain('shock', ...INPUT(), '--fail', 'L1:1.5'),
    chain('risk', ...INPUT(), '--top', '0'),
    chain('risk', '--firms', at('firms.csv')),
  ]);
  expect(answers.map(({ code }) => code)).toEqual([1, 1, 1, 2, 2, 2, 2]);
  expect(answers.map(({ out }) => out).join('')).toBe('');
  expect(answers[0]?.err).toBe(
    `${bad}: line 8, value: "many" is not a number\n${bad}: line 9, supplier: A link has no supplier.\n`,
  );
  expect(answers[1]?.err).toContain('There is no firm "L9".');
  expect(answers[2]?.err).toContain('none.csv: there is no such file');
});

test('Chinese headings, a byte order mark, GB18030, quotes and other separators are read', async () => {
  const plain = '供应商,客户,产品,供货额（万元/年）\n';
  const gb18030 = Uint8Array.from([
    ...[0xb9, 0xa9, 0xd3, 0xa6, 0xc9, 0xcc, 0x2c, 0xbf, 0xcd, 0xbb, 0xa7, 0x2c, 0xbd, 0xf0, 0xb6, 0xee, 0x0a],
    ...Buffer.from('L1,V,7\n'),
  ]);
  const values = async (links: string) => [...(await read(links)).arrays.inWeight];
  expect(await values(await file('bom.csv', `\ufeff${plain}L1,V,,"1,060.5"\r\n"L2","V","LI\n""x""",3`))).toEqual([
    1060.5, 3,
  ]);
  expect(await values(await file('semicolon.csv', `${plain.replaceAll(',', ';')}L1;V;;4\n\n`))).toEqual([4]);
  expect(await values(await file('gb.csv', gb18030))).toEqual([7]);
  const nodes = await file('kinds.csv', '代码,类别\nLI,服务\n');
  const classes = await file('classes.csv', '供方,需方,依赖类别\nCELL,OEM,可替代\n');
  const { arrays } = await read(at('links.csv'), { nodes, classes });
  expect([...arrays.groupClass].filter((group) => group === -1)).toHaveLength(3);
});

test('a character that falls on the border of two pieces of the file is read whole', async () => {
  const filler = `id,node\n${Array.from({ length: 30_000 }, (_, row) => `企业集团有限责任公司第${row}号,正极\n`).join('')}`;
  const firms = await file('long.csv', filler);
  const links = await file(
    'few.csv',
    'supplier,customer,value\n企业集团有限责任公司第7号,企业集团有限责任公司第9号,1\n',
  );
  const graph = await read(links, { firms });
  expect(graph.ids).toHaveLength(30_000);
  expect(graph.ids.every((id) => /^企业集团有限责任公司第\d+号$/.test(id))).toBe(true);
});

test('lines that come in pieces, cut anywhere, are the same lines', () => {
  const text = Buffer.from('a,b,名\r\n1, "2" ,三\n"x, ""y""\nz",\t4 ,\n\n,,\n"",5" ,"六"\r\n7,8,九');
  const rows = (pieces: readonly Buffer[]) => {
    const found: string[] = [];
    const reader = lineReader(({ row, cells }) => {
      found.push(`${row.line}: ${Array.from({ length: cells.count }, (_, cell) => row.text(cell)).join('|')}`);
      return [0, 1, 2];
    });
    for (const piece of pieces) reader.push(piece);
    expect(reader.end()).toBeNull();
    return found.slice(1);
  };
  const whole = rows([text]);
  expect(whole).toEqual(['2: 1|"2"|三', '3: x, "y"\nz|4|', '7: |5"|六', '8: 7|8|九']);
  expect(rows(Array.from(text, (byte) => Buffer.from([byte])))).toEqual(whole);
  for (let cut = 0; cut <= text.length; cut++) expect(rows([text.subarray(0, cut), text.subarray(cut)])).toEqual(whole);
});

test('mistakes of the table itself are told', async () => {
  const wrong = async (content: string) =>
    read(await file('wrong.csv', content)).catch((error: Error) => error.message);
  expect(await wrong('')).toContain('there is no heading');
  expect(await wrong('supplier,customer\nL1,V\n')).toContain('line 1, value: the column is missing');
  expect(await wrong('供应商,客户,金额\nL1,V,x\n')).toContain('line 2, value (金额): "x" is not a number');
  expect(await wrong('supplier,customer,value\nL1,V,1,2\n')).toContain('there are 4 cells under 3 headings');
  expect(await wrong('supplier,customer,value\nL1,"V,1\n')).toContain('the quote that opens here is never closed');
});

test('a ranking on several threads is the same, and one that is stopped goes on from its file', async () => {
  const count = 1500;
  const firms = Array.from({ length: count }, (_, firm) => `F${firm},N${firm % 7},${firm % 11}`);
  const links = Array.from({ length: 4 * count }, (_, row) => {
    return `F${(row * 7919) % count},F${(row * 104_729 + 13) % count},${1 + (row % 97)}`;
  });
  const input = [
    ['--firms', await file('many-firms.csv', `id,node,final\n${firms.join('\n')}\n`)],
    ['--links', await file('many-links.csv', `supplier,customer,value\n${links.join('\n')}\n`)],
    ['--top', String(count), '--json'],
  ].flat();
  const kept = at('kept.jsonl');
  const [one, two] = await Promise.all([
    chain('risk', ...input, '--threads', '1'),
    chain('risk', ...input, '--threads', '2', '--resume', kept),
  ]);
  expect(two.out).toBe(one.out);
  expect(JSON.parse(one.out).firms).toHaveLength(count);
  // As if it had been cut off in the middle of a line.
  const lines = (await readFile(kept, 'utf8')).split('\n');
  await writeFile(kept, `${lines.slice(0, 4).join('\n')}\n${lines[4]?.slice(0, 50)}`);
  const [again, other] = await Promise.all([
    chain('risk', ...input, '--threads', '2', '--resume', kept),
    chain('risk', ...input, '--epsilon', '1e-3', '--resume', kept),
  ]);
  expect(again.out).toBe(one.out);
  expect(again.err).toContain(' of 1500 firms are in ');
  expect(other).toMatchObject({ code: 1, out: '' });
  expect(other.err).toContain('was written for other files or settings');
});

test('a ranking that is told to stop says how far it came', async () => {
  const child = spawn(process.execPath, [
    ...NODE,
    MAIN,
    'chain',
    'risk',
    ...slowInput(),
    '--resume',
    at('stopped.jsonl'),
  ]);
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const closed = new Promise((resolve) => child.once('close', resolve));
  const written = async () => (await readFile(at('stopped.jsonl'), 'utf8').catch(() => '')).split('\n').length - 1;
  // A heading and a first piece of six.
  while ((await written()) < 2) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  child.kill('SIGINT');
  expect(await closed).toBe(1);
  expect(said).toMatch(/stopped after \d+ of 1500 firms; run the same command again/);
});

const slowInput = () => ['--firms', at('many-firms.csv'), '--links', at('many-links.csv'), '--epsilon', '1e-12'];
