import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  compileRowCheck,
  type DefinitionContext,
  parseDefinitions,
  parseFormats,
  parseLists,
  type RegisterDefinition,
  type Result,
} from '@liannao/registers';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const MODULES = path.join(ROOT, 'server/modules');
const files = readdirSync(MODULES, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /^[a-z]+\/registers\/[a-z0-9-]+\.yaml$/.test(file.replaceAll('\\', '/')),
);

function valid<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.issues.map(({ file, line, path: at, en }) => `${file ?? ''}:${line} ${at} ${en}`).join('\n'));
}

interface Catalogued {
  readonly code: string;
  readonly zh: string;
  readonly unit: string;
  readonly source: { readonly kind: string; readonly register?: { readonly id: string } };
}
const catalogue = JSON.parse(read('data/indicators.json')) as Catalogued[];
const context: DefinitionContext = {
  lists: valid(parseLists(read('data/registers/lists.yaml'))),
  formats: valid(parseFormats(read('data/registers/formats.yaml'))),
  registers: new Map(),
  indicators: new Set(catalogue.map(({ code }) => code)),
};
const sources = files.map((file) => ({ name: file, text: readFileSync(path.join(MODULES, file), 'utf8') }));
const registers = valid(parseDefinitions(sources, context));
const whole = { ...context, registers: new Map(registers.map((register) => [register.id, register])) };

test('the registers that ship are read without an issue, each from the folder of its module', () => {
  expect(registers.length).toBeGreaterThanOrEqual(58);
  for (const [at, register] of registers.entries()) {
    expect(files[at]).toBe(path.join(register.module, 'registers', `${register.id}.yaml`));
  }
});

test('they are read with an empty catalogue as well, as in a store that is just being filled', () => {
  const bare = parseDefinitions(sources, { ...context, indicators: new Set() });
  expect(bare.ok ? [] : bare.issues).toEqual([]);
});

/** Registers of the catalogue that are tables of a module of their own, or are not kept yet. */
const ELSEWHERE = [
  'batteries',
  'capacity-permits',
  'chargers',
  'charging-stations',
  'disruptions',
  'matches',
  'recycling-outlets',
];

test('every indicator that the catalogue has measured by a register is measured by exactly one', () => {
  const wrong = catalogue
    .filter(({ source }) => source.kind === 'measured' && source.register && !ELSEWHERE.includes(source.register.id))
    .map(({ code }) => [code, registers.filter(({ indicators }) => indicators.some((one) => one.code === code)).length])
    .filter(([, count]) => count !== 1);
  expect(wrong).toEqual([]);
});

test('no indicator is measured by two registers', () => {
  const codes = registers.flatMap(({ indicators }) => indicators.map(({ code }) => code));
  expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
});

test('every code list and format is used by some field', () => {
  const fields = registers.flatMap((register) => [
    ...register.fields,
    ...register.children.flatMap((child) => child.fields),
  ]);
  const used = new Set([...fields.map(({ list }) => list), 'data-class', 'owner-unit']);
  expect([...context.lists.keys()].filter((id) => !used.has(id))).toEqual([]);
  const formats = new Set(fields.map(({ format }) => format));
  expect([...context.formats.keys()].filter((id) => !formats.has(id))).toEqual([]);
});

const textsOf = (register: RegisterDefinition) => [
  register,
  ...register.fields,
  ...register.children.flatMap((child) => [child, ...child.fields]),
  ...register.checks,
  ...(register.lifeCycle?.states ?? []),
  ...(register.lifeCycle?.moves ?? []),
  ...register.indicators,
  ...register.signals,
];

test('every name is there in Chinese and in English', () => {
  const wrong = registers.flatMap((register) =>
    textsOf(register)
      .filter(({ zh, en }) => zh === en || /\p{Script=Han}/u.test(en))
      .map(({ zh }) => `${register.id} ${zh}`),
  );
  expect(wrong.filter((name) => !/^\S+ [A-Z0-9+ ]+$/.test(name))).toEqual([]);
});

test('every entry has a title that is always filled, and a person goes by a pseudonym', () => {
  const optional = registers.filter(
    ({ title, fields }) => !fields.some(({ id, required }) => id === title && required),
  );
  expect(optional.map(({ id }) => id)).toEqual([]);
  expect(registers.find(({ id }) => id === 'talent-persons')?.title).toBe('pseudonym');
});

test('an empty row misses exactly the required fields', () => {
  for (const register of registers) {
    const found = compileRowCheck(register, whole)(
      {},
      { today: '2025-09-10', state: register.lifeCycle?.initial ?? null },
    );
    expect(found.map(({ field }) => field)).toEqual(
      register.fields.filter(({ required }) => required).map(({ id }) => id),
    );
  }
});
