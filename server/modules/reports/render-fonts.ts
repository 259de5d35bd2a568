import { readFileSync } from 'node:fs';

/** The fonts that ship: a song face for text, a hei face for headings, tables and charts. */
const FILES = {
  serif: 'NotoSerifSC-Regular.ttf',
  sans: 'NotoSansSC-Regular.ttf',
  bold: 'NotoSansSC-Bold.ttf',
} as const;
export type FontName = keyof typeof FILES;
export const FONT_NAMES = Object.keys(FILES) as FontName[];

const fileOf = (name: FontName) => new URL(`../../../data/fonts/${FILES[name]}`, import.meta.url);
const loaded = new Map<FontName, Buffer>();

export function fontBytes(name: FontName): Buffer {
  const known = loaded.get(name);
  if (known) return known;
  const bytes = readFileSync(fileOf(name));
  loaded.set(name, bytes);
  return bytes;
}

export const fontPath = (name: FontName): string => decodeURIComponent(fileOf(name).pathname);

let covered: ReadonlySet<number> | null = null;

/** Signs that all our fonts have, as code points. */
export function coveredSigns(): ReadonlySet<number> {
  if (covered) return covered;
  const [first, ...others] = FONT_NAMES.map((name) => cmapOf(fontBytes(name)));
  covered = new Set([...(first ?? [])].filter((sign) => others.every((one) => one.has(sign))));
  return covered;
}

/** Code points of a TrueType file's Unicode table: formats 4 and 12 (OpenType, `cmap`). */
function cmapOf(file: Buffer): Set<number> {
  const tables = file.readUInt16BE(4);
  let cmap = 0;
  for (let i = 0; i < tables; i += 1) {
    const at = 12 + i * 16;
    if (file.toString('latin1', at, at + 4) === 'cmap') cmap = file.readUInt32BE(at + 8);
  }
  const signs = new Set<number>();
  for (let i = 0; i < file.readUInt16BE(cmap + 2); i += 1) {
    const at = cmap + file.readUInt32BE(cmap + 4 + i * 8 + 4);
    const format = file.readUInt16BE(at);
    if (format === 4) addSegments(file, at, signs);
    if (format === 12) addGroups(file, at, signs);
  }
  return signs;
}

function addSegments(file: Buffer, at: number, signs: Set<number>): void {
  const bytes = file.readUInt16BE(at + 6);
  for (let i = 0; i < bytes; i += 2) {
    const end = file.readUInt16BE(at + 14 + i);
    const start = file.readUInt16BE(at + 16 + bytes + i);
    if (start === 0xffff) continue;
    for (let code = start; code <= end; code += 1) signs.add(code);
  }
}

function addGroups(file: Buffer, at: number, signs: Set<number>): void {
  const count = file.readUInt32BE(at + 12);
  for (let i = 0; i < count; i += 1) {
    const group = at + 16 + i * 12;
    for (let code = file.readUInt32BE(group); code <= file.readUInt32BE(group + 4); code += 1) signs.add(code);
  }
}
