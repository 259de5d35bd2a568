import { createHmac } from 'node:crypto';
import http, { type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../testing/app.ts';
import { systemActor, withActor } from '../access/actor.ts';
import { dispatchOutbox } from '../events/events.ts';
import { addressProblem, isPrivate, openLookup } from './address.ts';
import { deliverWebhooks, signature } from './deliver.ts';
import { notifyEvents } from './job.ts';
import { addWebhook } from './webhooks.ts';

let now = new Date();
let server: TestApp;
let admin: Ask;
let receiver: http.Server;
let url = '';
let status = 200;
const got: { headers: IncomingHttpHeaders; body: string }[] = [];

beforeAll(async () => {
  server = await testApp(() => now);
  admin = await server.as('admin');
  receiver = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      got.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
      response.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:1/' } : {}).end('x'.repeat(100_000));
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
  receiver.close();
  receiver.closeAllConnections();
  await server.close();
});
beforeEach(() => {
  got.length = 0;
  status = 200;
});

const system = systemActor('test');
const add = (events: string[], allowPrivate = true) =>
  withActor(server.deps.db, system, (tx) => addWebhook(tx, system, { wanted: { url, events }, allowPrivate }));
const deliver = (allowPrivate = true) => deliverWebhooks(server.deps.db, { now, allowPrivate });
const openCase = async (title: string) => {
  const answer = await admin({
    method: 'POST',
    url: '/api/v1/cases',
    payload: { title, region: '331004', unit: '路桥区经信局' },
  });
  await dispatchOutbox(server.deps.db, [notifyEvents(() => now)]);
  return answer.json();
};
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};

test('what happens is posted with a signature that the secret told once proves', async () => {
  const { id, secret } = await add(['case.opened']);
  const made = await openCase('推送出去');
  await dispatchOutbox(server.deps.db, [notifyEvents(() => now)]);
  expect(await deliver()).toEqual({ sent: 1, failed: 0 });
  expect(await deliver()).toEqual({ sent: 0, failed: 0 });
  const { headers, body } = got[0] ?? { headers: {}, body: '' };
  expect(JSON.parse(body)).toMatchObject({ type: 'case.opened', data: { caseId: made.id, title: { zh: '推送出去' } } });
  const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['liannao-signature'])) ?? [];
  expect(v1).toBe(createHmac('sha256', secret).update(`${t}.${body}`).digest('hex'));
  expect(v1).not.toBe(/v1=(.*)/.exec(signature('another', body, now))?.[1]);
  const list = await admin({ url: '/api/v1/cases/webhooks' });
  expect(list.json().items).toMatchObject([{ id, lastStatus: 'HTTP 200' }]);
  expect(list.body).not.toContain(secret);
  await admin({ method: 'DELETE', url: `/api/v1/cases/webhooks/${id}` });
});

test('a receiver that fails is asked again, later and later, and given up in the end', async () => {
  const { id } = await add(['case.opened']);
  status = 302;
  await openCase('没人接');
  expect(await deliver()).toEqual({ sent: 0, failed: 1 });
  expect(await deliver()).toEqual({ sent: 0, failed: 0 });
  for (const minutes of [1, 5, 30, 120, 720]) {
    later(minutes - 0.5);
    expect(await deliver()).toEqual({ sent: 0, failed: 0 });
    later(0.5);
    expect(await deliver()).toEqual({ sent: 0, failed: 1 });
  }
  later(10_000);
  expect(await deliver()).toEqual({ sent: 0, failed: 0 });
  const log = await admin({ url: `/api/v1/cases/webhooks/${id}/deliveries` });
  expect(log.json().items).toMatchObject([{ type: 'case.opened', attempts: 6, state: 'given-up', status: 'HTTP 302' }]);
  await admin({ method: 'DELETE', url: `/api/v1/cases/webhooks/${id}` });
});

test('nothing is sent into a private network unless that is allowed', async () => {
  const refused = await admin({
    method: 'POST',
    url: '/api/v1/cases/webhooks',
    payload: { url, events: ['case.opened'] },
  });
  expect(refused.json()).toMatchObject({ status: 422, code: 'webhook-url-refused' });
  await expect(add(['no.such'])).rejects.toMatchObject({ code: 'webhook-event-unknown' });
  await add(['case.opened']);
  await openCase('内网');
  expect(await deliver(false)).toEqual({ sent: 0, failed: 1 });
  expect(got).toEqual([]);
  for (const inner of [
    'http://[::1]/',
    'http://192.168.1.1/',
    'http://[::ffff:10.0.0.1]/',
    'http://localhost/',
    'file:///x',
    'http://0x7f.1/',
    'http://a:b@x.cn/',
  ]) {
    expect(addressProblem(inner, false), inner).not.toBeNull();
  }
  expect(addressProblem('https://example.org/hook', false)).toBeNull();
  expect(['8.8.8.8', '2001:4860:4860::8888'].map(isPrivate)).toEqual([false, false]);
  // An IPv4 address in the clothes of another.
  const dressed = ['::127.0.0.1', '::ffff:a00:1', '64:ff9b::a00:1', '64:ff9b:1::a00:1', '2002:a00:1::1'];
  expect(dressed.filter((address) => !isPrivate(address))).toEqual([]);
  // A name that leads inside is found out when it is connected to.
  const found = await new Promise((resolve) => openLookup('localhost', {}, (error) => resolve(error?.message)));
  expect(found).toMatch(/^localhost leads to the private address/);
});
