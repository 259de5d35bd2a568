import { VERIFIERS } from './identifiers.ts';
import {
  isRecord,
  knownKeys,
  namesAt,
  openSource,
  type Reading,
  recordAt,
  recordsAt,
  requiredText,
  textAt,
} from './reading.ts';
import { failed, ok } from './result.ts';
import type { CodeList, CodeValue, Result, TextFormat } from './types.ts';

/** Code lists shared by registers: `lists: {id: {zh, en, source?, certainty?, values: [{code, zh, en, std?}]}}`. */
export function parseLists(source: string): Result<ReadonlyMap<string, CodeList>> {
  return readShared(source, 'lists', (reading, id, value) => {
    const at = ['lists', id];
    knownKeys(reading, at, value, ['zh', 'en', 'source', 'certainty', 'values']);
    const seen = new Set<string>();
    const values = recordsAt(reading, [...at, 'values'], value.values).map((item): CodeValue => {
      knownKeys(reading, item.at, item.value, ['code', 'zh', 'en', 'std']);
      const code = requiredText(reading, [...item.at, 'code'], item.value.code);
      if (seen.has(code))
        reading.note(item.at, { code: 'id-twice', zh: `${code} 出现了两次`, en: `${code} stands twice` });
      seen.add(code);
      const std = textAt(reading, [...item.at, 'std'], item.value.std);
      return { code, ...namesAt(reading, item.at, item.value), ...(std === null ? {} : { std }) };
    });
    const from = textAt(reading, [...at, 'source'], value.source);
    return { id, ...namesAt(reading, at, value), ...(from === null ? {} : { source: from }), values };
  });
}

/** Named text formats: `formats: {id: {zh, en, pattern?, verify?, source?, certainty?}}`. */
export function parseFormats(source: string): Result<ReadonlyMap<string, TextFormat>> {
  return readShared(source, 'formats', (reading, id, value) => {
    const at = ['formats', id];
    knownKeys(reading, at, value, ['zh', 'en', 'pattern', 'verify', 'source', 'certainty']);
    const pattern = textAt(reading, [...at, 'pattern'], value.pattern);
    if (pattern !== null && !isAnchored(pattern)) {
      const zh = `${pattern} 应是首尾有 ^ 和 $ 的正则表达式`;
      reading.note([...at, 'pattern'], {
        code: 'bad-pattern',
        zh,
        en: `${pattern} has to be a regular expression with ^ and $`,
      });
    }
    const verify = textAt(reading, [...at, 'verify'], value.verify);
    if (verify !== null && !VERIFIERS.has(verify)) {
      reading.note([...at, 'verify'], { code: 'unknown-word', zh: `没有校验 ${verify}`, en: `No check ${verify}` });
    }
    return { id, ...namesAt(reading, at, value), pattern, ...(verify === null ? {} : { verify }) };
  });
}

function isAnchored(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
  } catch {
    return false;
  }
  return pattern.startsWith('^') && pattern.endsWith('$');
}

function readShared<T>(
  source: string,
  key: string,
  read: (reading: Reading, id: string, value: Readonly<Record<string, unknown>>) => T,
): Result<ReadonlyMap<string, T>> {
  const opened = openSource(source);
  if (!opened.ok) return opened;
  const reading = opened.value;
  knownKeys(reading, [], reading.data, [key]);
  const found = new Map<string, T>();
  for (const [id, value] of Object.entries(recordAt(reading, [key], reading.data[key]))) {
    found.set(id, read(reading, id, isRecord(value) ? value : recordAt(reading, [key, id], value)));
  }
  return reading.issues.length > 0 ? failed(reading.issues) : ok(found);
}
