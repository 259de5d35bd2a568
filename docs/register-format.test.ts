import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type DefinitionContext,
  parseDefinition,
  parseDefinitions,
  parseFormats,
  parseLists,
} from '@liannao/registers';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const lists = parseLists(read('data/registers/lists.yaml'));
const formats = parseFormats(read('data/registers/formats.yaml'));
if (!lists.ok || !formats.ok) throw new Error('the shared lists are read by their own test');
const bare: DefinitionContext = {
  lists: lists.value,
  formats: formats.value,
  registers: new Map(),
  indicators: new Set(),
};
const firms = ['enterprises/registers/enterprises', 'layout/registers/industry-parks', 'layout/registers/layout-nodes'];
const others = parseDefinitions(
  firms.map((name) => ({ name, text: read(`server/modules/${name}.yaml`) })),
  bare,
);
if (!others.ok) throw new Error('the registers are read by their own test');
const context = { ...bare, registers: new Map(others.value.map((register) => [register.id, register])) };

const PAGES = ['docs/register-format.zh.md', 'docs/register-format.md'];
const exampleOf = (page: string) => /^```yaml\n(.*?)^```/ms.exec(read(page))?.[1] ?? '';

test.each(PAGES)('the example of %s is a register of at most forty lines', (page) => {
  const example = exampleOf(page);
  const parsed = parseDefinition(example, context);
  expect(parsed.ok ? [] : parsed.issues).toEqual([]);
  expect(example.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
});

test('both pages define the same register and have the same headings', () => {
  const [zh, en] = PAGES.map((page) => parseDefinition(exampleOf(page), context));
  const shape = (parsed: typeof zh) =>
    parsed?.ok && [
      parsed.value.fields.map(({ id, type }) => [id, type]),
      parsed.value.lifeCycle?.states.map(({ id }) => id),
    ];
  expect(shape(zh)).toEqual(shape(en));
  const [a, b] = PAGES.map((page) =>
    [
      ...read(page)
        .replace(/^```.*?^```/gms, '')
        .matchAll(/^(#+) /gm),
    ].map(([, marks]) => marks),
  );
  expect(a).toEqual(b);
});
