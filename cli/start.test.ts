import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';

test('a port that is taken is said at once, before anything is built or loaded', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const { port } = taken.address() as { port: number };
  const args = ['-C', '@liannao/source', 'cli/main.ts', 'start', '--port', String(port), '--data', '/tmp/never-made'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  taken.close();
  expect(said).toBe(`Port ${port} of 127.0.0.1 is in use; choose another with --port.\n`);
  expect(code).toBe(1);
});
