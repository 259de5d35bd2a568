import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const there = (file: string) => existsSync(path.join(ROOT, file));

const documents = readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.md'),
);
const PAGES = [
  'README.md',
  'README.zh.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  ...documents.map((file) => `docs/${file}`),
];
const PAIRED = PAGES.filter((page) => /^(README|docs\/(user\/[^/.]+|operations|api))\.md$/.test(page));

/** A page without its code blocks, in which nothing is a link or a path of ours. */
const prose = (page: string) => read(page).replace(/^```.*?^```/gms, '');

test.each(PAGES)('every relative link of %s leads to a file, and its anchor to a heading', (page) => {
  const broken = [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [file = '', anchor] = target.split('#');
      const found = path.posix.normalize(path.posix.join(path.posix.dirname(page), file || path.posix.basename(page)));
      return !there(found) || (anchor !== undefined && !anchorsOf(found).has(decodeURIComponent(anchor)));
    });
  expect(broken).toEqual([]);
});

/** Headings as they are linked to: lower case, punctuation dropped, blanks turned into dashes. */
function anchorsOf(page: string): Set<string> {
  const headings = prose(page).matchAll(/^#+ (.+)$/gm);
  return new Set(
    [...headings].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{Letter}\p{Number}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

const TOP = 'packages|server|web|cli|bench|test|docs|data|\\.ci';
/** What stands for many files (`<name>`, `*`) or is made by running (`dist`) is not looked for. */
const PATH = new RegExp(`^(?:(?:${TOP})(?:/[\\w.@-]+)*/?|[\\w-]+\\.(?:md|json|ts|mjs))$`);

test.each(PAGES)('every path of the repository that %s names is there', (page) => {
  const named = [...prose(page).matchAll(/`([^`\n]+)`/g)]
    .map(([, text = '']) => text)
    .filter((text) => PATH.test(text));
  // A bare file name may be one of a folder that the same page names.
  const folders = named.filter((text) => text.includes('/')).map((text) => text.replace(/\/$/, ''));
  const missing = named.filter(
    (text) =>
      !there(text) &&
      !there(path.posix.join(path.posix.dirname(page), text)) &&
      !folders.some((folder) => there(path.posix.join(folder, text))),
  );
  expect(missing.filter((text) => !GENERIC.has(text))).toEqual([]);
});

/** File names that every module has, and words that look like folders. */
const GENERIC = new Set(['index.ts', 'model.ts', 'text.ts', 'test', 'data']);

test.each(PAIRED)('%s has its Chinese page, with as many headings', (page) => {
  const chinese = page.replace(/\.md$/, '.zh.md');
  expect(there(chinese), chinese).toBe(true);
  const headings = (file: string) => [...prose(file).matchAll(/^(#+) /gm)].map(([, marks]) => marks);
  expect(headings(chinese)).toEqual(headings(page));
});

test('the commands that the pages show say the same in both languages', () => {
  for (const page of PAIRED) {
    const commands = (file: string) =>
      [...read(file).matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = '']) =>
        block
          .replace(/^#.*\n/gm, '')
          .replace(/ +# .*$/gm, '')
          .replace(/"name":"[^"]*"/g, '"name"'),
      );
    expect(commands(page.replace(/\.md$/, '.zh.md')), page).toEqual(commands(page));
  }
});

const commandNames = [...read('cli/main.ts').matchAll(/^ {2}'?([a-z ]+)'?: \(\) => import\(/gm)].map(
  ([, name]) => name ?? '',
);

test('every command stands in the README', () => {
  expect(commandNames).toContain('audit verify');
  for (const page of ['README.md', 'README.zh.md']) {
    const missing = commandNames.filter((name) => !new RegExp(`^\\| \`${name}[ \`]`, 'm').test(read(page)));
    expect(missing, page).toEqual([]);
  }
});

test('every environment variable that is read stands in the README', () => {
  const sources = ['server/kernel/config.ts', 'cli/main.ts', 'test/find-browser.ts'].map(read).join('\n');
  const variables = new Set([...sources.matchAll(/\benv\.([A-Z][A-Z_]+)/g)].map(([, name]) => name ?? ''));
  expect(variables).toContain('DATABASE_URL');
  for (const page of ['README.md', 'README.zh.md']) {
    expect(
      [...variables].filter((name) => !read(page).includes(`\`${name}\``)),
      page,
    ).toEqual([]);
  }
});

test('every problem code with a text of its own stands in the table of the API', () => {
  const names = ['problem-text', 'problem-text-work', 'problem-text-forms', 'problem-text-returns'];
  const texts = names.map((name) => read(`server/kernel/http/${name}.ts`)).join('\n');
  const codes = [...texts.matchAll(/^ {2}'([a-z-]+)': \{/gm)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(50);
  for (const page of ['docs/api.md', 'docs/api.zh.md']) {
    expect(
      codes.filter((code) => !new RegExp(`\\| \`${code}\` *\\|`).test(read(page))),
      page,
    ).toEqual([]);
  }
});

test('what others made and ships here stands in NOTICE', () => {
  for (const place of ['data/regions.json', 'server/kernel/document/cmaps']) {
    expect(there(place) && read('NOTICE').includes(place), place).toBe(true);
  }
});
