import { Writable } from 'node:stream';
import type { RegisterDefinition } from '@liannao/registers';
import type pg from 'pg';
import { createStatements, dropStatements } from '../registers/ddl.ts';
import { walkArchive } from './archive.ts';

/**
 * Tables of registers come with their definitions, not with a release: before a backup is read into a store, its tables
 * are made those of the definitions in that backup.
 */
export async function makeRegisterTables(client: pg.ClientBase, file: string): Promise<void> {
  const there = await client.query<{ definition: RegisterDefinition }>(
    'select definition from public.register_definition where is_current',
  );
  const wanted = await definitionsIn(file);
  const statements = [
    ...there.rows.flatMap(({ definition }) => dropStatements(definition)),
    ...wanted.flatMap(createStatements),
  ];
  if (statements.length > 0) await client.query(statements.join(';\n'));
}

/** The definitions in force in a backup. */
async function definitionsIn(file: string): Promise<RegisterDefinition[]> {
  const chunks: Buffer[] = [];
  let columns: readonly string[] = [];
  await walkArchive(file, {
    table(name, its) {
      const isWanted = name === 'register_definition';
      if (isWanted) columns = its;
      return new Writable({
        write(chunk, _encoding, done) {
          if (isWanted) chunks.push(chunk);
          done();
        },
      });
    },
  });
  const [current, definition] = [columns.indexOf('is_current'), columns.indexOf('definition')];
  return Buffer.concat(chunks)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))
    .filter((row) => row[current] === 't')
    .map((row) => JSON.parse(plain(row[definition] ?? '')) as RegisterDefinition);
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** A value out of COPY's text format. */
const plain = (text: string) => text.replace(/\\(.)/g, (_, char: string) => ESCAPES[char] ?? char);
