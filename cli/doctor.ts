import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { verifyAudit } from '@liannao/server/kernel/audit/audit.ts';
import { readConfig } from '@liannao/server/kernel/config.ts';
import type { Store } from '@liannao/server/kernel/store/open-store.ts';
import { sql } from 'kysely';
import { type Command, InputError, printJson, printTable } from './command.ts';
import { storeOptions, withStore } from './with-store.ts';

interface Finding {
  readonly part: string;
  readonly state: 'ok' | 'off' | 'failed';
  readonly detail: string;
}

export const command: Command = {
  usage: 'doctor [--data DIR] [--json]',
  summary: 'says what works here, what is off and what to do about it; exit code 1 where something failed',
  run: async (args) => {
    const { values } = parseArgs({ args, options: { ...storeOptions, json: { type: 'boolean', default: false } } });
    const config = readConfig(process.env, values.data ? { dataDir: values.data } : {});
    const findings = config.databaseUrl ? [node()] : [node(), await folder(config.dataDir)];
    try {
      findings.push(...(await withStore(values.data, storeFindings)));
    } catch (error) {
      findings.push({ part: 'store', state: 'failed', detail: (error as Error).message });
    }
    if (values.json) printJson(findings);
    else printTable(findings.map(({ part, state, detail }) => [state, part, detail]));
    if (findings.some((finding) => finding.state === 'failed')) throw new InputError('something failed, see above');
  },
};

function node(): Finding {
  const major = Number(process.versions.node.split('.')[0]);
  const detail = `${process.version}; running needs 24 or newer, which the packages bring on Linux; installing needs 20 or newer`;
  return { part: 'node', state: major >= 24 ? 'ok' : 'failed', detail };
}

const GIB = 1024 ** 3;

async function folder(dataDir: string): Promise<Finding> {
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.W_OK);
    const { bavail, bsize } = await statfs(dataDir);
    const free = (bavail * bsize) / GIB;
    return {
      part: 'data folder',
      state: free < 1 ? 'failed' : 'ok',
      detail: `${dataDir}, ${free.toFixed(1)} GiB free`,
    };
  } catch (error) {
    return { part: 'data folder', state: 'failed', detail: `${dataDir}: ${(error as Error).message}` };
  }
}

async function storeFindings(store: Store): Promise<Finding[]> {
  const { rows } = await sql<{
    version: number;
    name: string;
  }>`select current_setting('server_version_num')::int as version,
    current_setting('server_version') as name`.execute(store.db);
  const server = rows[0];
  const chain = await verifyAudit(store.db);
  return [
    {
      part: 'store',
      state: (server?.version ?? 0) >= 150_000 ? 'ok' : 'failed',
      detail: `PostgreSQL ${server?.name} (${store.kind}), 15 or newer is needed`,
    },
    {
      part: 'audit',
      state: chain.ok ? 'ok' : 'failed',
      detail: chain.ok ? `${chain.entries} entries, chain whole` : `broken at entry ${chain.firstBroken?.seq}`,
    },
  ];
}
