import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { readConfig } from '@liannao/server/kernel/config.ts';
import { extractText } from '@liannao/server/kernel/document/extract.ts';
import { InputError } from './command.ts';

/** A file, or standard input for `-`. A missing or too large one is said by name. */
export async function readInput(file: string): Promise<{ name: string; bytes: Buffer }> {
  if (file === '-') return { name: 'standard-input', bytes: await buffer(process.stdin) };
  const found = await stat(file).catch(() => null);
  if (!found) throw new InputError(`${file}: there is no such file`);
  if (!found.isFile()) throw new InputError(`${file}: is not a file`);
  const { maxUploadBytes } = readConfig(process.env);
  if (found.size > maxUploadBytes) {
    throw new InputError(
      `${file}: ${found.size} bytes, more than the ${maxUploadBytes} allowed (LIANNAO_MAX_UPLOAD_MIB)`,
    );
  }
  return { name: path.basename(file), bytes: await readFile(file) };
}

/** The text of a plan in any of the formats; refusals name the file. */
export async function readPlanText(file: string): Promise<string> {
  const input = await readInput(file);
  try {
    return (await extractText(input)).text;
  } catch (error) {
    if (error instanceof Error && error.name === 'AppError') throw new InputError(`${file}: ${error.message}`);
    throw error;
  }
}
