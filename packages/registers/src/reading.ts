import { type Document, isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import { failed, nearest, ok } from './result.ts';
import type { Issue, Result } from './types.ts';

/** Longest definition, UTF-16 code units. */
const MAX_SOURCE = 100_000;
/** More than this nobody reads at once. */
const MAX_ISSUES = 200;

/** Where something stands in the definition. */
export type At = readonly (string | number)[];

/** A definition while it is read: the plain data, and what was found wrong with it. */
export interface Reading {
  readonly data: Readonly<Record<string, unknown>>;
  readonly issues: Issue[];
  /** Adds an issue, with the line of the nearest thing that is there. */
  note(at: At, issue: { code: string; zh: string; en: string; suggestion?: string | undefined; at?: number }): void;
}

/** YAML to plain data that knows its lines. Never throws. */
export function openSource(source: string): Result<Reading> {
  if (source.length > MAX_SOURCE) {
    return failed([
      { code: 'source-too-long', path: '', zh: `超过 ${MAX_SOURCE} 字`, en: `Longer than ${MAX_SOURCE} characters` },
    ]);
  }
  const lines = new LineCounter();
  let document: Document;
  let data: unknown;
  try {
    document = parseDocument(source, { lineCounter: lines, uniqueKeys: false, prettyErrors: false });
    const wrong = [...document.errors.map((error) => yamlIssue(error, lines)), ...repeatedKeys(document, lines)];
    if (wrong.length > 0) return failed(wrong.slice(0, MAX_ISSUES));
    data = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    // Nesting beyond the stack and alias bombs end here.
    return failed([
      {
        code: 'yaml-unreadable',
        path: '',
        zh: '嵌套或引用过多，读不出来',
        en: `Cannot be read: ${String(error).slice(0, 200)}`,
      },
    ]);
  }
  if (!isRecord(data)) {
    return failed([
      {
        code: 'not-a-definition',
        path: '',
        line: 1,
        zh: '应为“键: 值”的清单，如 id: my-register',
        en: 'Expected keys with values, such as id: my-register',
      },
    ]);
  }
  const issues: Issue[] = [];
  return ok({
    data,
    issues,
    note: (at, { code, zh, en, suggestion, at: offset }) => {
      if (issues.length >= MAX_ISSUES) return;
      const line = lineOf(document, at, lines);
      issues.push({
        code,
        path: at.join('.'),
        ...(line === undefined ? {} : { line }),
        ...(offset === undefined ? {} : { at: offset }),
        zh,
        en,
        ...(suggestion === undefined ? {} : { suggestion }),
      });
    },
  });
}

function yamlIssue(error: { message: string; pos: readonly number[] }, lines: LineCounter): Issue {
  const { line } = lines.linePos(error.pos[0] ?? 0);
  const zh = `第 ${line} 行不是合法的 YAML（${error.message}）`;
  return { code: 'yaml-syntax', path: '', line, zh, en: `Line ${line} is not valid YAML: ${error.message}` };
}

/** The reader's own search for them takes the square of a map's length. */
function repeatedKeys(document: Document, lines: LineCounter): Issue[] {
  const issues: Issue[] = [];
  visit(document, {
    Map: (_, map) => {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const word = isScalar(key) ? String(key.value) : '';
        if (word !== '' && seen.has(word)) {
          const { line } = lines.linePos((isNode(key) ? key.range?.[0] : undefined) ?? 0);
          issues.push({
            code: 'key-twice',
            path: '',
            line,
            zh: `键 ${word} 写了两次`,
            en: `The key ${word} stands twice`,
          });
        }
        seen.add(word);
      }
    },
  });
  return issues;
}

/** Line of the deepest part of the path that is there. */
function lineOf(document: Document, at: At, lines: LineCounter): number | undefined {
  let node: unknown = document.contents;
  let offset: number | undefined = isNode(node) ? node.range?.[0] : undefined;
  for (const step of at) {
    if (isMap(node)) {
      const pair = node.items.find((item) => String(isNode(item.key) ? item.key.toJSON() : item.key) === String(step));
      if (!pair || !isPair(pair)) break;
      const key = pair.key;
      offset = (isNode(key) ? key.range?.[0] : undefined) ?? offset;
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

/** Notes every key that means nothing here. */
export function knownKeys(
  reading: Reading,
  at: At,
  value: Readonly<Record<string, unknown>>,
  keys: readonly string[],
): void {
  for (const key of Object.keys(value)) {
    if (keys.includes(key)) continue;
    reading.note([...at, key], {
      code: 'unknown-key',
      zh: `不认识的键 ${key}`,
      en: `Unknown key ${key}`,
      suggestion: nearest(key, keys),
    });
  }
}

/** A text, or what YAML made of one that looks like a number; null where there is none. */
export function textAt(reading: Reading, at: At, value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  reading.note(at, { code: 'not-text', zh: '应为文字', en: 'Has to be text' });
  return null;
}

/** A text that has to be there. */
export function requiredText(reading: Reading, at: At, value: unknown): string {
  const text = textAt(reading, at, value);
  if (text) return text;
  const key = String(at.at(-1));
  if (value === undefined || value === null || text === '') {
    reading.note(at, { code: 'key-missing', zh: `缺少 ${key}`, en: `${key} is missing` });
  }
  return '';
}

/** One of some words; `otherwise` where there is none. */
export function oneOfAt<T extends string>(
  reading: Reading,
  at: At,
  value: unknown,
  words: readonly T[],
  otherwise: T,
): T {
  if (value === undefined || value === null) return otherwise;
  const text = textAt(reading, at, value);
  if (text !== null && (words as readonly string[]).includes(text)) return text as T;
  if (text !== null) {
    reading.note(at, {
      code: 'unknown-word',
      zh: `${text} 不可用，可用：${words.join('、')}`,
      en: `${text} is not possible; possible: ${words.join(', ')}`,
      suggestion: nearest(text, words),
    });
  }
  return otherwise;
}

/** Texts from a sequence, or from a single one. */
export function textsAt(reading: Reading, at: At, value: unknown): string[] {
  if (value === undefined || value === null) return [];
  const items = Array.isArray(value) ? value : [value];
  return items.map((item, index) => textAt(reading, [...at, index], item) ?? '').filter((text) => text !== '');
}

export function booleanAt(reading: Reading, at: At, value: unknown, otherwise: boolean): boolean {
  if (value === undefined || value === null) return otherwise;
  if (typeof value === 'boolean') return value;
  reading.note(at, { code: 'not-boolean', zh: '应为 true 或 false', en: 'Has to be true or false' });
  return otherwise;
}

export function recordsAt(
  reading: Reading,
  at: At,
  value: unknown,
): { at: At; value: Readonly<Record<string, unknown>> }[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    reading.note(at, {
      code: 'not-a-list',
      zh: '应为清单（每项以 - 开头）',
      en: 'Has to be a list, each item after a dash',
    });
    return [];
  }
  return value.flatMap((item, index) => {
    const place = [...at, index];
    if (isRecord(item)) return [{ at: place, value: item }];
    reading.note(place, { code: 'not-a-record', zh: '应为“键: 值”', en: 'Has to be keys with values' });
    return [];
  });
}

export function recordAt(reading: Reading, at: At, value: unknown): Readonly<Record<string, unknown>> {
  if (value === undefined || value === null) return {};
  if (isRecord(value)) return value;
  reading.note(at, { code: 'not-a-record', zh: '应为“键: 值”', en: 'Has to be keys with values' });
  return {};
}

const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** An id: small letters, digits, single hyphens; at most 60. */
export function idAt(reading: Reading, at: At, value: unknown, reserved?: ReadonlySet<string>): string {
  const text = requiredText(reading, at, value);
  if (text === '') return '';
  if (!ID.test(text) || text.length > 60) {
    reading.note(at, {
      code: 'bad-id',
      zh: `${text} 不能作编号：用小写字母、数字和连字符，字母开头`,
      en: `${text} is no id: small letters, digits and hyphens, a letter first`,
    });
  } else if (reserved?.has(text)) {
    reading.note(at, {
      code: 'reserved-id',
      zh: `${text} 是表达式的保留字`,
      en: `${text} is a word of the expression language`,
    });
  }
  return text;
}

export function namesAt(
  reading: Reading,
  at: At,
  value: Readonly<Record<string, unknown>>,
): { zh: string; en: string } {
  const zh = requiredText(reading, [...at, 'zh'], value.zh);
  return { zh, en: textAt(reading, [...at, 'en'], value.en) || zh };
}
