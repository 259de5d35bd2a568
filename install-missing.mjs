// Runs before `start`, `check` and `test` on whatever Node is there (>= 20): installs what the lock file names when it
// is newer than what is installed, so that a fresh clone needs no other step.
import { execSync } from 'node:child_process';
import { statSync } from 'node:fs';

const changed = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

if (changed('node_modules/.package-lock.json') < changed('package-lock.json')) {
  console.error('installing packages (npm ci)');
  execSync('npm ci --no-audit --no-fund --loglevel=error', { stdio: ['ignore', 2, 2] });
}
