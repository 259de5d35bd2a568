import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { typed } from '../http/route.ts';
import { enqueue } from '../jobs/jobs.ts';
import { IdParam } from '../model.ts';
import type { Deps } from '../module.ts';
import { acknowledge, makeCase } from './acts.ts';
import { CHECK_SIGNALS } from './job.ts';
import { listSignals, showSignal } from './list.ts';
import { Acknowledge, CaseMade, RuleSetting, RuleView, SignalPage, SignalQuery, SignalView } from './model.ts';
import { ruleViews, setRule } from './rules.ts';

const read = { permission: 'signals.read' };
const handle = { permission: 'signals.handle' };
const tune = { permission: 'signals.tune' };

/** Signals, what is done about them, and the rules behind them. */
export function signalRoutes(app: FastifyInstance, deps: Deps): void {
  const scope = typed(app);
  scope.get(
    '/signals',
    { config: read, schema: { querystring: SignalQuery, response: { 200: SignalPage } } },
    ({ asking, query }) => asking.run((tx) => listSignals(tx, asking.actor, query)),
  );
  scope.get(
    '/signals/rules',
    {
      config: read,
      schema: {
        querystring: z.object({ region: z.string().max(40).optional() }),
        response: { 200: z.object({ items: z.array(RuleView) }) },
      },
    },
    ({ asking, query }) => asking.run(async (tx) => ({ items: await ruleViews(tx, asking.actor, query.region) })),
  );
  scope.put(
    '/signals/rules/:id',
    {
      config: tune,
      schema: { params: z.object({ id: z.string().max(120) }), body: RuleSetting, response: { 200: RuleView } },
    },
    ({ asking, params, body }) => asking.run((tx) => setRule(tx, asking.actor, { id: params.id, setting: body })),
  );
  scope.post(
    '/signals/check',
    { config: handle, schema: { response: { 202: z.object({ jobId: z.uuid() }) } } },
    async ({ asking }, reply) => {
      const jobId = await asking.run((tx) => enqueue(tx, asking.actor, CHECK_SIGNALS, {}));
      return reply.status(202).send({ jobId });
    },
  );
  scope.get(
    '/signals/:id',
    { config: read, schema: { params: IdParam, response: { 200: SignalView } } },
    ({ asking, params }) => asking.run((tx) => showSignal(tx, asking.actor, params.id)),
  );
  scope.post(
    '/signals/:id/acknowledge',
    { config: handle, schema: { params: IdParam, body: Acknowledge, response: { 200: SignalView } } },
    ({ asking, params, body }) =>
      asking.run(async (tx) => {
        await acknowledge(tx, asking.actor, { id: params.id, note: body.note || null, now: deps.now() });
        return showSignal(tx, asking.actor, params.id);
      }),
  );
  scope.post(
    '/signals/:id/case',
    { config: handle, schema: { params: IdParam, response: { 200: CaseMade } } },
    ({ asking, params }) =>
      asking.run(async (tx) => ({ caseId: await makeCase(tx, asking.actor, { id: params.id, now: deps.now() }) })),
  );
}
