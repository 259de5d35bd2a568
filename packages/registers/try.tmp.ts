import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { parseDefinitions } from './src/index.ts';

const d = '/work/shared/registers/';
const L = parse(readFileSync(d + '_lists.yaml', 'utf8'));
const lists = new Map(Object.entries(L.lists).map(([id, v]: any) => [id, { id, ...v }])) as any;
const formats = new Map(Object.entries(L.formats).map(([id, v]: any) => [id, { id, ...v }])) as any;
const ind = new Set(JSON.parse(readFileSync('data/indicators.json', 'utf8')).map((x: any) => x.code)) as any;
const files = readdirSync(d).filter((f) => f.endsWith('.yaml') && !f.startsWith('_'));
const t = performance.now();
const r = parseDefinitions(
  files.map((name) => ({ name, text: readFileSync(d + name, 'utf8') })),
  { lists, formats, registers: new Map(), indicators: ind },
);
console.log(performance.now() - t, 'ms');
if (!r.ok) {
  const c: any = {};
  for (const i of r.issues) {
    c[i.code] = (c[i.code] ?? 0) + 1;
  }
  console.log(c);
  for (const i of r.issues)
    if (
      !i.path.startsWith('signals') &&
      !/relations|catalogue-reg|datum|layer|words/.test(i.path) &&
      !/map.shape|access.read/.test(i.path)
    )
      console.log(i.file, i.line, i.path, i.code, i.zh, i.suggestion ?? '');
}
