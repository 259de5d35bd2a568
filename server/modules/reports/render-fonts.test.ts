import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { coveredSigns, FONT_NAMES, fontBytes } from './render-fonts.ts';
import { printable, UNKNOWN } from './render-printable.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Signs of all texts that the product can print: names of regions and indicators, plans, text files, registers. */
function textsOf(folder: string, ends: RegExp): string {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      const place = path.join(folder, entry.name);
      if (entry.isDirectory()) return /^(node_modules|dist|fonts|cmaps)$/.test(entry.name) ? '' : textsOf(place, ends);
      return ends.test(entry.name) ? readFileSync(place, 'utf8') : '';
    })
    .join('');
}

test('every sign of the shipped texts prints as itself or as its like, none as 〓', () => {
  const texts = [
    textsOf(path.join(ROOT, 'data'), /\.(json|ya?ml|txt)$/),
    textsOf(path.join(ROOT, 'server/modules'), /(text|outline|bulletin|analysis|paper|evaluation)[^/]*\.ts$|\.ya?ml$/),
    textsOf(path.join(ROOT, 'web'), /text[^/]*\.ts$/),
  ].join('');
  const signs = [...new Set(texts)].filter((sign) => sign !== UNKNOWN && !/\p{Cc}/u.test(sign));
  expect(signs.length).toBeGreaterThan(2000);
  expect(signs.filter((sign) => printable(sign) === UNKNOWN)).toEqual([]);
});

test('names of regions and indicators need no likeness: the fonts have each sign', () => {
  const regions = readFileSync(path.join(ROOT, 'data/regions.json'), 'utf8');
  const indicators = readFileSync(path.join(ROOT, 'data/indicators.json'), 'utf8');
  const names = [...regions.matchAll(/"(?:name|short)":"([^"]*)"/g), ...indicators.matchAll(/"zh":"([^"]*)"/g)].map(
    (found) => found[1] ?? '',
  );
  const covered = coveredSigns();
  expect([...new Set(names.join(''))].filter((sign) => !covered.has(sign.codePointAt(0) ?? 0))).toEqual([]);
});

test('the fonts are small enough to ship, with their licence beside them', () => {
  const bytes = FONT_NAMES.reduce((sum, name) => sum + fontBytes(name).length, 0);
  expect(bytes).toBeLessThan(12 * 1024 * 1024);
  expect(readFileSync(path.join(ROOT, 'data/fonts/OFL.txt'), 'utf8')).toContain('SIL OPEN FONT LICENSE Version 1.1');
  expect(statSync(path.join(ROOT, 'data/fonts/SOURCE.md')).size).toBeGreaterThan(0);
});

test('an unknown sign is seen by who reads the proof', () => {
  expect(printable('链脑☑₂')).toBe('链脑■2');
  expect(printable('\u{20000}')).toBe(UNKNOWN);
});
