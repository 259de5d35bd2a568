import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { verifyAudit } from '@liannao/server/kernel/audit/audit.ts';
import { usccOf } from '@liannao/server/kernel/registers/import-samples.ts';
import { openStore, type Store } from '@liannao/server/kernel/store/open-store.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** How often the server is killed; `CRASHES=50` for a longer trial. */
const CRASHES = Number(process.env.CRASHES ?? 3);
const PASSWORD = 'a password of one’s own';
let dataDir = '';
let server: { child: ChildProcess; url: string; cookie: string } | null = null;

async function startServer(): Promise<NonNullable<typeof server>> {
  const script = path.join(import.meta.dirname, 'crash-server.ts');
  const child = spawn(process.execPath, ['-C', '@liannao/source', script, dataDir], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const line = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}\n${said.join('')}`)));
    if (child.stdout) {
      // Its log is on the same output.
      createInterface({ input: child.stdout }).on('line', (text) => {
        if (text.startsWith('{"url"')) resolve(text);
      });
    }
  });
  const { url, password } = JSON.parse(line) as { url: string; password: string | null };
  if (password !== null) {
    const first = await signIn(url, password);
    await post(url, first, 'session/password', { current: password, next: PASSWORD });
  }
  return { child, url, cookie: await signIn(url, PASSWORD) };
}

async function signIn(url: string, password: string): Promise<string> {
  const answer = await post(url, '', 'session', { name: 'admin', password });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}
const post = (url: string, cookie: string, to: string, body: object | FormData) =>
  fetch(`${url}/api/v1/${to}`, {
    method: 'POST',
    headers: { cookie, ...(body instanceof FormData ? {} : { 'content-type': 'application/json' }) },
    body: body instanceof FormData ? body : JSON.stringify(body),
  });

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'liannao-crash-'));
  await chmod(dataDir, 0o755);
});
afterAll(async () => {
  if (server) {
    server.child.kill('SIGTERM');
    await once(server.child, 'exit');
  }
  await rm(dataDir, { recursive: true, force: true });
});

const HEADER = '统一社会信用代码,企业名称,属地,行业代码,产业链角色,注册时间,经营状态,是否规上';
let made = 0;
function list(rows: number): FormData {
  const lines = Array.from({ length: rows }, () => {
    made++;
    return `${usccOf(made)},企业${made}号,萧山区,3670,一般零部件,2015-03-01,在营,否`;
  });
  const form = new FormData();
  form.set('file', new Blob([[HEADER, ...lines].join('\n')]), `名录-${made}.csv`);
  return form;
}

/** Imports, short and long, and moves of entries, all at once, until the server is gone. */
async function work({ url, cookie }: NonNullable<typeof server>): Promise<void> {
  const isOver = async (id: string) => {
    const answer = await fetch(`${url}/api/v1/jobs/${id}`, { headers: { cookie } });
    return ['done', 'failed'].includes(((await answer.json()) as { state: string }).state);
  };
  const importing = async (rows: number) => {
    for (;;) {
      const answer = await post(url, cookie, 'imports/register.enterprises?write=true', list(rows));
      const { jobId } = (await answer.json()) as { jobId?: string };
      // A long one is done in the background, one after the other.
      while (jobId && !(await isOver(jobId))) await delay(100);
    }
  };
  const moving = async () => {
    for (;;) {
      const answer = await fetch(`${url}/api/v1/registers/enterprises/entries?limit=50`, { headers: { cookie } });
      const { items } = (await answer.json()) as { items: { id: string; state: string }[] };
      if (items.length === 0) await delay(50);
      for (const { id, state } of items) {
        const move = state === 'active' ? 'pause' : 'restore';
        await post(url, cookie, `registers/enterprises/entries/${id}/moves`, { move }).then((one) => one.arrayBuffer());
      }
    }
  };
  const gone = () => undefined;
  await Promise.all([importing(300).catch(gone), importing(6000).catch(gone), moving().catch(gone)]);
}

/** What would be there after half a write: entries of an import that is not written, a move without its past or audit. */
async function halves(store: Store) {
  const rows = async (query: ReturnType<typeof sql>) => (await query.execute(store.db)).rows;
  return {
    imports: await rows(sql`select r.id, r.state, r.counts->>'new' as said, count(e._id) as stored from import_run r
      left join reg_enterprises e on e._import_run = r.id
      group by r.id having count(e._id) <> case r.state when 'written' then (r.counts->>'new')::int else 0 end`),
    changes: await rows(sql`select r.id from import_run r left join import_change c on c.run_id = r.id
      group by r.id having count(c.run_id) <> case r.state when 'written' then (r.counts->>'new')::int else 0 end`),
    strangers: await rows(sql`select e._id from reg_enterprises e where not exists (
      select 1 from import_run r where r.id = e._import_run and r.state = 'written')`),
    past: await rows(sql`select e._id, e._revision, count(p._id) as past from reg_enterprises e
      left join reg_enterprises_past p on p._id = e._id group by e._id having count(p._id) <> e._revision - 1`),
    audit: await rows(sql`select e._id, e._revision from reg_enterprises e
      left join audit_entry a on a.subject = 'entry:enterprises:' || e._id and a.action = 'entry.move'
      group by e._id having count(a.seq) <> e._revision - 1`),
  };
}
const NONE = { imports: [], changes: [], strangers: [], past: [], audit: [] };

test(
  `killed ${CRASHES} times in the middle of imports and moves, the store holds nothing by halves`,
  async () => {
    let written = 0;
    for (let crash = 0; crash < CRASHES; crash++) {
      server = await startServer();
      const busy = work(server);
      await delay(700 + ((crash * 977) % 2500));
      server.child.kill('SIGKILL');
      await once(server.child, 'exit');
      await busy;
      server = null;
      const store = await openStore({ databaseUrl: null, dataDir });
      try {
        expect(await halves(store), `after crash ${crash + 1}`).toEqual(NONE);
        expect(await verifyAudit(store.db)).toMatchObject({ ok: true });
        const { rows } = await sql<{ n: number }>`select count(*) as n from reg_enterprises`.execute(store.db);
        written = rows[0]?.n ?? 0;
      } finally {
        await store.close();
      }
    }
    expect(written).toBeGreaterThan(0);

    // What was under way in the background is taken up again, and ends.
    server = await startServer();
    const store = await openStore({ databaseUrl: null, dataDir });
    try {
      await expect
        .poll(
          async () =>
            (
              await sql<{ n: number }>`select count(*) as n from job_run
        where kind like 'imports.%' and state in ('queued','running')`.execute(store.db)
            ).rows[0]?.n,
          { timeout: 90_000, interval: 500 },
        )
        .toBe(0);
      expect(await halves(store)).toEqual(NONE);
      expect(await verifyAudit(store.db)).toMatchObject({ ok: true });
    } finally {
      await store.close();
    }
  },
  120_000 + CRASHES * 30_000,
);
