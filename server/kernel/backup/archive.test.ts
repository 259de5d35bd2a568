import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { FIRST_LINE, verifyArchive } from './archive.ts';

test('the end of a table is found wherever a chunk of the file happens to end', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'liannao-archive-'));
  const file = path.join(folder, 'a');
  const CHUNK = 16_384;
  const header = (name: string) => `copy public."${name}" ("a") from stdin;\n`;
  for (let shift = -8; shift <= 8; shift++) {
    const start = FIRST_LINE.length + 1 + header('x').length;
    const rows = `${'\\\\.'.repeat(3)}${'k'.repeat(CHUNK - start - 10 + shift)}\n`;
    const tables = [
      { name: 'x', columns: ['a'], rows: 1, sha256: createHash('sha256').update(rows).digest('hex') },
      { name: 'empty', columns: ['a'], rows: 0, sha256: createHash('sha256').digest('hex') },
    ];
    const manifest = { format: 'liannao-backup', version: 1, createdAt: '', migrations: {}, tables, auditHead: null };
    const text = `${FIRST_LINE}\n${header('x')}${rows}\\.\n${header('empty')}\\.\n-- manifest ${JSON.stringify(manifest)}\n`;
    await writeFile(file, gzipSync(text));
    expect((await verifyArchive(file)).tables).toEqual(tables);
  }
  await rm(folder, { recursive: true });
});
