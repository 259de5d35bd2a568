import { readdirSync } from 'node:fs';

/** `npm run -s bench -- NAME [--json]`: runs `bench/NAME.ts`; without a name says which there are. */
const [name, ...rest] = process.argv.slice(2);
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.slice(0, -'.ts'.length));

if (!name || !names.includes(name)) {
  console.error(`usage: npm run -s bench -- NAME [--json]\nNAME: ${names.join(' | ')}`);
  process.exit(2);
}
process.argv = [...process.argv.slice(0, 2), ...rest];
await import(`./${name}.ts`);
