/** YAML of a form to plain data that knows its lines. */
import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { FormIssue } from './form-issue.ts';

/** Longest definition, UTF-16 code units: some thousand rows. */
const MAX_SOURCE = 400_000;
/** More than this nobody reads at once. */
const MAX_ISSUES = 200;

export type Path = readonly (string | number)[];

/** What is wrong in both languages, and what was meant. */
export interface Said {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly suggestion?: string | undefined;
}

/** A definition while it is read: every scalar a text as it is written, so that the code 01 stays 01. */
export interface Reading {
  readonly data: Readonly<Record<string, unknown>>;
  readonly issues: FormIssue[];
  /** Adds an issue with the line of the nearest thing that is there. */
  note(path: Path, said: Said): void;
}

const issue = ({ code, zh, en, suggestion }: Said, path: string, at?: number): FormIssue => ({
  code,
  message: en,
  zh,
  path,
  ...(at === undefined ? {} : { at }),
  ...(suggestion === undefined ? {} : { suggestion }),
});

export function openForm(source: string): Reading | { readonly issues: readonly FormIssue[]; readonly data: null } {
  const refused = (said: Said, at?: number) => ({ data: null, issues: [issue(said, '', at)] });
  if (source.length > MAX_SOURCE) {
    return refused({ code: 'form-too-long', zh: `超过 ${MAX_SOURCE} 字`, en: `longer than ${MAX_SOURCE} characters` });
  }
  const lines = new LineCounter();
  let document: Document;
  let data: unknown;
  try {
    document = parseDocument(source, {
      schema: 'failsafe',
      lineCounter: lines,
      uniqueKeys: false,
      prettyErrors: false,
    });
    const wrong = [...document.errors.map((error) => syntax(error, lines)), ...repeatedKeys(document, lines)];
    if (wrong.length > 0) return { data: null, issues: wrong.slice(0, MAX_ISSUES) };
    data = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    // Nesting beyond the stack and aliases that multiply end here.
    const en = `cannot be read: ${String(error).slice(0, 200)}`;
    return refused({ code: 'form-unreadable', zh: '嵌套或引用过多，读不出来', en });
  }
  if (!isRecord(data)) {
    const said = {
      zh: '应为“键: 值”的清单，如 id: industry-monthly',
      en: 'expected keys with values, such as id: my-form',
    };
    return refused({ code: 'form-not-keys', ...said }, 1);
  }
  const issues: FormIssue[] = [];
  return {
    data,
    issues,
    note: (path, said) => {
      if (issues.length < MAX_ISSUES) issues.push(issue(said, path.join('.'), lineOf(document, path, lines)));
    },
  };
}

function syntax(error: { readonly message: string; readonly pos: readonly number[] }, lines: LineCounter): FormIssue {
  const { line } = lines.linePos(error.pos[0] ?? 0);
  const zh = `第 ${line} 行不是合法的 YAML（${error.message}）`;
  return issue({ code: 'form-yaml', zh, en: `line ${line} is not valid YAML: ${error.message}` }, '', line);
}

/** The parser's own search for them takes the square of a map's length. */
function repeatedKeys(document: Document, lines: LineCounter): FormIssue[] {
  const issues: FormIssue[] = [];
  visit(document, {
    Map: (_, map) => {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const word = isScalar(key) ? String(key.value) : '';
        if (word !== '' && seen.has(word)) {
          const { line } = lines.linePos((isNode(key) ? key.range?.[0] : undefined) ?? 0);
          const said = { zh: `键 ${word} 写了两次`, en: `the key ${word} stands twice` };
          issues.push(issue({ code: 'form-key-twice', ...said }, word, line));
        }
        seen.add(word);
      }
    },
  });
  return issues;
}

/** Line of the deepest part of the path that is there. */
function lineOf(document: Document, path: Path, lines: LineCounter): number | undefined {
  let node: unknown = document.contents;
  let offset: number | undefined = isNode(node) ? node.range?.[0] : undefined;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) break;
      offset = (isNode(pair.key) ? pair.key.range?.[0] : undefined) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      if (!isNode(node)) break;
      offset = node.range?.[0] ?? offset;
    } else break;
  }
  return offset === undefined ? undefined : lines.linePos(offset).line;
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
