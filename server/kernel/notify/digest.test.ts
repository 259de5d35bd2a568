import { type ChildProcess, fork } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../testing/app.ts';
import { loadCalendar } from '../calendar/load.ts';
import { useCaseTypes } from '../cases/index.ts';
import { testRule, testType } from '../cases/testing.ts';
import { checkSignals, useSignalRules } from '../signals/index.ts';
import { composeDigests, isDigestDay } from './digest.ts';
import { sendMails } from './mail.ts';

interface Mail {
  readonly to: string[];
  readonly raw: string;
}
const LUQIAO = '331004';
const ROOT = 'https://liannao.example';
let now = new Date();
let server: TestApp;
let luqiao: Ask;
let english: Ask;
let port = 0;
let child: ChildProcess | null = null;
const mails: Mail[] = [];

/** A mail server in a process of its own; the same port again after it was down. */
function startMailServer(): Promise<void> {
  const own = fork(new URL('./smtp-child.ts', import.meta.url), [String(port)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  child = own;
  return new Promise((resolve) => {
    own.on('message', (message: Mail & { kind: string; port: number }) => {
      if (message.kind === 'mail') mails.push(message);
      if (message.kind !== 'listening') return;
      port = message.port;
      resolve();
    });
  });
}
const stopMailServer = () =>
  new Promise<void>((resolve) => {
    child?.once('exit', () => resolve());
    child?.disconnect();
  });

const to = (at: string) => {
  now = new Date(at);
};
const compose = () => composeDigests(server.deps.db, { now, publicUrl: ROOT });
const send = () =>
  sendMails(server.deps.db, { smtpUrl: `smtp://127.0.0.1:${port}`, from: '链脑 <liannao@example.org>', now });
const call = async (ask: Ask, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) =>
  (await ask({ method, url: `/api/v1${url}`, ...(payload ? { payload } : {}) })).json();

beforeAll(async () => {
  server = await testApp(() => now);
  const rule = testRule(async () => [
    {
      subjectKind: 'target',
      subjectId: 't',
      regionCode: LUQIAO,
      severity: 'orange',
      title: { zh: '出口量偏离路径', en: 'Exports off track' },
      evidence: [],
      href: '/targets/t',
      unit: '台州市商务局',
      synthetic: true,
    },
  ]);
  useCaseTypes(async () => [testType]);
  useSignalRules(async () => [{ module: 'test', rule }]);
  luqiao = await server.as('bureau', LUQIAO);
  english = await server.as('bureau', '331000');
  await startMailServer();
  to('2025-09-29T23:30:00Z');
  await checkSignals(server.deps.db, [{ module: 'test', rule }], now);
});
afterAll(async () => {
  await stopMailServer();
  await server.close();
});

test('a digest says what waits for its reader, on a working day from eight, once, and survives a mail server that is down', async () => {
  await call(luqiao, 'POST', '/cases', {
    title: '核对 <路桥> 产能',
    region: LUQIAO,
    unit: '路桥区经信局',
    dueOn: '2025-09-26',
  });
  await call(luqiao, 'POST', '/cases', { title: '约谈企业', region: LUQIAO, unit: '路桥区经信局' });
  const nowhere = await call(luqiao, 'PUT', '/cases/digest', { email: null, frequency: 'daily' });
  expect(nowhere).toMatchObject({ status: 400, errors: [{ field: 'email' }] });
  const setting = { email: 'luqiao@example.org', frequency: 'daily' };
  expect(await call(luqiao, 'PUT', '/cases/digest', setting)).toEqual(setting);
  expect(await call(luqiao, 'GET', '/cases/digest')).toEqual(setting);
  expect(await call(english, 'GET', '/cases/digest')).toEqual({ email: null, frequency: 'off' });

  // 7:30 in China is too early.
  expect(await compose()).toBe(0);
  to('2025-09-30T00:05:00Z');
  expect(await compose()).toBe(1);
  expect(await compose()).toBe(0);

  await stopMailServer();
  expect(await send()).toEqual({ sent: 0, failed: 1 });
  expect(await send()).toEqual({ sent: 0, failed: 0 });
  await startMailServer();
  to('2025-09-30T00:07:00Z');
  expect(await send()).toEqual({ sent: 1, failed: 0 });
  expect(await send()).toEqual({ sent: 0, failed: 0 });
  expect(mails).toHaveLength(1);
  expect(mails[0]?.to).toEqual(['luqiao@example.org']);
  const { subject, parts } = read(mails[0]?.raw ?? '');
  expect(subject).toBe('链脑 2025-09-30：待办 1 件，逾期 1 件，新预警 1 条');
  const [text = '', html = ''] = parts;
  expect(text).toContain(
    '已逾期（1 件）\n- 核对 <路桥> 产能\n  待办 · 路桥区经信局 · 期限 2025-09-26\n  https://liannao.example/cases/',
  );
  expect(text).toContain('- 出口量偏离路径（演示数据）\n  橙色 · 台州市商务局\n  https://liannao.example/signals/');
  expect(html).toContain('核对 &lt;路桥&gt; 产能</a>');
});

test('National Day brings no digest, and a week begins on its first working day', async () => {
  const calendar = await loadCalendar(server.deps.db);
  const days = (frequency: 'daily' | 'weekly') =>
    Array.from({ length: 31 }, (_, at) => `2025-10-${String(at + 1).padStart(2, '0')}`).filter((day) =>
      isDigestDay(calendar, day, frequency),
    );
  expect(days('weekly')).toEqual(['2025-10-09', '2025-10-13', '2025-10-20', '2025-10-27']);
  expect(days('daily').slice(0, 4)).toEqual(['2025-10-09', '2025-10-10', '2025-10-11', '2025-10-13']);
  to('2025-10-03T01:00:00Z');
  expect(await compose()).toBe(0);
});

test('a digest is in its reader’s language and holds what he may see', async () => {
  to('2025-10-09T01:00:00Z');
  await server.deps.db.updateTable('app_user').set({ locale: 'en' }).where('name', 'like', 'bureau-1').execute();
  await call(english, 'PUT', '/cases/digest', { email: 'taizhou@example.org', frequency: 'weekly' });
  await call(luqiao, 'PUT', '/cases/digest', { email: 'luqiao@example.org', frequency: 'off' });
  // The signal came more than a week ago, and nothing is Taizhou's own to act on.
  expect(await compose()).toBe(0);
  await call(english, 'POST', '/cases', { title: '市级事项', region: '331000', unit: '市经信局' });
  to('2025-10-13T01:00:00Z');
  expect(await compose()).toBe(1);
  expect(await send()).toEqual({ sent: 1, failed: 0 });
  const { subject, parts } = read(mails.at(-1)?.raw ?? '');
  expect(subject).toBe('Liannao 2025-10-13: 1 waiting, 0 overdue, 0 new signals');
  expect(parts[0]).toContain('Waiting for you (1)\n- 市级事项');
});

/** Subject and parts of a mail, decoded. */
function read(raw: string): { subject: string; parts: string[] } {
  const [head = ''] = raw.split('\r\n\r\n');
  const folded = head.replace(/\r\n[ \t]+/g, ' ');
  const subject = (/^Subject: (.*)$/im.exec(folded)?.[1] ?? '')
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, how: string, text: string) =>
      how.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString('latin1')
        : text
            .replaceAll('_', ' ')
            .replace(/=([0-9A-F]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    );
  const boundary = /boundary="([^"]+)"/.exec(folded)?.[1] ?? '';
  const parts = raw
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const [own = '', ...body] = part.split('\r\n\r\n');
      const text = body.join('\r\n\r\n');
      return /base64/i.test(own)
        ? Buffer.from(text, 'base64').toString()
        : Buffer.from(
            text
              .replace(/=\r\n/g, '')
              .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
            'latin1',
          ).toString();
    })
    .map((text) => text.replaceAll('\r\n', '\n'));
  return { subject: Buffer.from(subject, 'latin1').toString(), parts };
}
