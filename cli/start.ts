import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '@liannao/server/kernel/config.ts';
import { start } from '@liannao/server/main.ts';
import { type Command, InputError, UsageError } from './command.ts';
import { builtWeb } from './web-build.ts';

export const command: Command = {
  usage: 'start [--port 8080] [--host 127.0.0.1] [--data DIR] [--empty]',
  summary: 'runs everything in one process and prints the address and the first sign-in',
  run: async (args) => {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        empty: { type: 'boolean', default: false },
      },
    });
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65_536)) {
      throw new UsageError(`--port ${values.port} is not a port`);
    }
    const config = readConfig(process.env, {
      ...(port === undefined ? {} : { port }),
      ...(values.host ? { host: values.host } : {}),
      ...(values.data ? { dataDir: path.resolve(values.data) } : {}),
      empty: values.empty,
    });
    await refuseTakenPort(config.port, config.host);
    const report = (line: string) => console.error(line);
    const web = await builtWeb(report);
    const running = await start(config, web, report);
    console.log(`链脑 Liannao: ${running.address}`);
    if (running.firstSignIn) {
      const { names, password } = running.firstSignIn;
      console.log(`first sign-in: ${names.join(', ')}\npassword (shown once, change it): ${password}`);
      if (!config.databaseUrl) {
        await writeFile(path.join(config.dataDir, 'first-sign-in.txt'), `${names.join(', ')}\n${password}\n`, {
          mode: 0o600,
        });
      }
    }
    await stopped();
    await running.stop();
  },
};

/** Said before anything is built or loaded. */
function refuseTakenPort(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be listened on (${error.message})`;
      reject(new InputError(`Port ${port} of ${host} ${why}; choose another with --port.`));
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

/** Resolves at the first interrupt; a second one ends the process at once. */
const stopped = () =>
  new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
