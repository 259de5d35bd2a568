/** Values of a form's definition, each either what it should be or an issue at its place. */
import { isRecord, type Path, type Reading } from './form-read-source.ts';
import type { FormNames } from './form-types.ts';
import { nearestCode } from './formula-nearest.ts';

/** A map at a place of the definition. */
export interface Part {
  readonly at: Path;
  readonly value: Readonly<Record<string, unknown>>;
}

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || value === '~' || value === 'null';

/** Notes every key that means nothing here. */
export function onlyKeys(reading: Reading, { at, value }: Part, keys: readonly string[]): void {
  for (const key of Object.keys(value)) {
    if (keys.includes(key)) continue;
    const said = {
      zh: `不认识的键 ${key}，可用：${keys.join('、')}`,
      en: `unknown key ${key}; possible: ${keys.join(', ')}`,
    };
    reading.note([...at, key], { code: 'form-key-unknown', ...said, suggestion: nearestCode(key, keys) });
  }
}

/** A text, trimmed; `otherwise` where there is none. */
export function textAt(reading: Reading, part: Part, key: string, otherwise = ''): string {
  const value = part.value[key];
  if (isNothing(value)) return otherwise;
  if (typeof value === 'string') return value.trim();
  reading.note([...part.at, key], { code: 'form-not-text', zh: `${key} 应为文字`, en: `${key} has to be text` });
  return otherwise;
}

/** A text that has to be there. */
export function neededAt(reading: Reading, part: Part, key: string): string {
  const text = textAt(reading, part, key);
  if (text === '' && (isNothing(part.value[key]) || typeof part.value[key] === 'string')) {
    reading.note([...part.at, key], { code: 'form-key-missing', zh: `缺少 ${key}`, en: `${key} is missing` });
  }
  return text;
}

/** A text, or null for `null`, `~` and nothing. */
export const optionalAt = (reading: Reading, part: Part, key: string): string | null =>
  textAt(reading, part, key) || null;

/** A text of a shape that has to be there; `wanted` names the shape in both languages with an example. */
export function shapedAt(
  reading: Reading,
  part: Part,
  key: string,
  shape: RegExp,
  wanted: FormNames & { readonly suggestion?: string },
): string {
  const text = neededAt(reading, part, key);
  if (text !== '' && !shape.test(text)) noteShape(reading, [...part.at, key], text, wanted);
  return text;
}

export function noteShape(
  reading: Reading,
  at: Path,
  text: string,
  { zh, en, suggestion }: FormNames & { readonly suggestion?: string },
): void {
  const shown = text.slice(0, 40);
  reading.note(at, {
    code: 'form-bad-shape',
    zh: `“${shown}” 应为${zh}`,
    en: `“${shown}” has to be ${en}`,
    suggestion,
  });
}

/** One of some words; `otherwise` where there is none, or an issue where that is null. */
export function wordAt<T extends string>(
  reading: Reading,
  part: Part,
  key: string,
  words: readonly T[],
  otherwise: T | null,
): T {
  const first = otherwise ?? (words[0] as T);
  const text = otherwise === null ? neededAt(reading, part, key) : textAt(reading, part, key);
  if (text === '') return first;
  if ((words as readonly string[]).includes(text)) return text as T;
  noteWord(reading, [...part.at, key], text, words);
  return first;
}

function noteWord(reading: Reading, at: Path, text: string, words: readonly string[]): void {
  reading.note(at, {
    code: 'form-word-unknown',
    zh: `${text.slice(0, 40)} 不可用，可用：${words.join('、')}`,
    en: `${text.slice(0, 40)} is not possible; possible: ${words.join(', ')}`,
    suggestion: nearestCode(text.slice(0, 60), words),
  });
}

/** A list of words, each once. */
export function wordsAt<T extends string>(reading: Reading, part: Part, key: string, words: readonly T[]): T[] {
  const found: T[] = [];
  for (const [index, item] of listAt(reading, part, key).entries()) {
    const text = typeof item === 'string' ? item.trim() : '';
    const at = [...part.at, key, index];
    if (!(words as readonly string[]).includes(text)) noteWord(reading, at, text, words);
    else if (found.includes(text as T)) {
      reading.note(at, { code: 'form-word-twice', zh: `${text} 写了两次`, en: `${text} stands twice` });
    } else found.push(text as T);
  }
  return found;
}

export function booleanAt(reading: Reading, part: Part, key: string, otherwise: boolean): boolean {
  const value = part.value[key];
  if (isNothing(value)) return otherwise;
  if (value === 'true' || value === 'false') return value === 'true';
  const said = { zh: `${key} 应为 true 或 false`, en: `${key} has to be true or false` };
  reading.note([...part.at, key], { code: 'form-not-boolean', ...said });
  return otherwise;
}

/** A whole number within limits, ends included; `otherwise` where there is none, or an issue where that is undefined. */
export function wholeAt<T extends number | null>(
  reading: Reading,
  part: Part,
  key: string,
  [least, most]: readonly [number, number],
  otherwise?: T,
): number | T {
  const text = otherwise === undefined ? neededAt(reading, part, key) : textAt(reading, part, key);
  if (text === '') return otherwise ?? ((otherwise === null ? null : least) as T);
  const value = Number(text);
  if (/^-?\d{1,9}$/.test(text) && value >= least && value <= most) return value;
  noteShape(reading, [...part.at, key], text, {
    zh: `${least} 到 ${most} 的整数`,
    en: `a whole number from ${least} to ${most}`,
  });
  return otherwise ?? ((otherwise === null ? null : least) as T);
}

export function listAt(reading: Reading, part: Part, key: string): readonly unknown[] {
  const value = part.value[key];
  if (isNothing(value)) return [];
  if (Array.isArray(value)) return value;
  const said = { zh: `${key} 应为清单（每项以 - 开头）`, en: `${key} has to be a list, each item after a dash` };
  reading.note([...part.at, key], { code: 'form-not-list', ...said });
  return [];
}

/** The maps of a list. */
export function partsAt(reading: Reading, part: Part, key: string): Part[] {
  return listAt(reading, part, key).flatMap((item, index) => {
    const at = [...part.at, key, index];
    if (isRecord(item)) return [{ at, value: item }];
    reading.note(at, { code: 'form-not-keys', zh: '应为“键: 值”', en: 'has to be keys with values' });
    return [];
  });
}

/** A map under a key, empty where there is none. */
export function partAt(reading: Reading, part: Part, key: string): Part {
  const value = part.value[key];
  const at = [...part.at, key];
  if (isNothing(value)) return { at, value: {} };
  if (isRecord(value)) return { at, value };
  reading.note(at, { code: 'form-not-keys', zh: `${key} 应为“键: 值”`, en: `${key} has to be keys with values` });
  return { at, value: {} };
}

/** `{zh, en}` of a place; without English the Chinese stands for both. */
export function namesOf(reading: Reading, part: Part): FormNames {
  const zh = neededAt(reading, part, 'zh');
  return { zh, en: textAt(reading, part, 'en', zh) };
}

/** `{zh, en}` under a key, which has to be there, with no other keys. */
export function namesAt(reading: Reading, part: Part, key: string): FormNames {
  const names = partAt(reading, part, key);
  onlyKeys(reading, names, ['zh', 'en']);
  if (isNothing(part.value[key])) {
    reading.note(names.at, { code: 'form-key-missing', zh: `缺少 ${key}`, en: `${key} is missing` });
    return { zh: '', en: '' };
  }
  return namesOf(reading, names);
}
