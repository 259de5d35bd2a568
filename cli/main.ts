#!/usr/bin/env -S node -C @liannao/source --disable-warning=ExperimentalWarning
import { type Command, InputError, UsageError } from './command.ts';

/** Every command, loaded when it is asked for; a name of two words is two arguments. */
const COMMANDS: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  start: () => import('./start.ts'),
  'plan read': () => import('./plan-read.ts'),
  'plan compare': () => import('./plan-compare.ts'),
  import: () => import('./import.ts'),
  export: () => import('./export.ts'),
  register: () => import('./register.ts'),
  form: () => import('./form.ts'),
  return: () => import('./return.ts'),
  report: () => import('./report.ts'),
  statistics: () => import('./statistics.ts'),
  signals: () => import('./signals.ts'),
  'signals check': () => import('./signals-check.ts'),
  cases: () => import('./cases.ts'),
  capacity: () => import('./capacity.ts'),
  'chain shock': () => import('./chain-shock.ts'),
  'chain risk': () => import('./chain-risk.ts'),
  backup: () => import('./backup.ts'),
  restore: () => import('./restore.ts'),
  'audit verify': () => import('./audit-verify.ts'),
  'supervision run': () => import('./supervision-run.ts'),
  doctor: () => import('./doctor.ts'),
};

/** Exit codes: 0 done, 1 bad input, 2 wrong usage. */
async function run(args: readonly string[]): Promise<number> {
  const two = args.slice(0, 2).join(' ');
  const name = two in COMMANDS ? two : (args[0] ?? '');
  const load = COMMANDS[name];
  if (!load) {
    await printUsage(name === '' || name === 'help' || name === '--help' ? null : name);
    return name === 'help' || name === '--help' ? 0 : 2;
  }
  const { command } = await load();
  const rest = args.slice(name.split(' ').length);
  if (rest.includes('--help')) {
    console.log(`liannao ${command.usage}\n  ${command.summary}`);
    return 0;
  }
  try {
    await command.run(rest);
    return 0;
  } catch (error) {
    return explain(error, command);
  }
}

function explain(error: unknown, command: Command): number {
  if (error instanceof UsageError || isParseArgsError(error)) {
    console.error(`${(error as Error).message}\nusage: liannao ${command.usage}`);
    return 2;
  }
  if (error instanceof InputError) {
    console.error(error.message);
    return 1;
  }
  if (isRefusal(error)) {
    console.error(`${error.code}: ${error.message}`);
    for (const { field, message } of error.errors) console.error(`  ${field}: ${message}`);
    return 1;
  }
  console.error(error instanceof Error ? error.message : String(error));
  if (process.env.LIANNAO_DEBUG === '1') console.error(error);
  return 1;
}

const isParseArgsError = (error: unknown) =>
  error instanceof Error && ((error as Error & { code?: string }).code ?? '').startsWith('ERR_PARSE_ARGS');

const isRefusal = (error: unknown): error is Error & { code: string; errors: { field: string; message: string }[] } =>
  error instanceof Error && error.name === 'AppError';

async function printUsage(unknown: string | null): Promise<void> {
  if (unknown) console.error(`No command "${unknown}".`);
  console.error('usage: liannao <command> [options]\n');
  for (const load of Object.values(COMMANDS)) {
    const { command } = await load();
    console.error(`  ${command.usage}\n      ${command.summary}`);
  }
}

// A reader that closes the pipe early (head) is not a fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
process.exitCode = await run(process.argv.slice(2));
