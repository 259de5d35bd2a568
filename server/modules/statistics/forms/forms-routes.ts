import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { dayOf } from '../../../kernel/calendar/workdays.ts';
import { typed } from '../../../kernel/http/route.ts';
import { IdParam } from '../../../kernel/model.ts';
import type { Deps } from '../../../kernel/module.ts';
import { checkForm, retireForm, saveForm } from './define.ts';
import { listForms, showForm } from './forms-view.ts';
import {
  FormCheckReport,
  FormListItem,
  FormListQuery,
  FormParam,
  FormPatch,
  FormSave,
  FormSaved,
  FormSource,
  FormUseInput,
  FormUsePatch,
  FormVersionQuery,
  FormView,
} from './model.ts';
import { addUse, changeUse, removeUse } from './uses.ts';

const read = { permission: 'statistics.read' };
const define = { permission: 'statistics.define' };

/** Forms with their versions, and where they are collected. */
export function formRoutes(app: FastifyInstance, deps: Deps): void {
  const scope = typed(app);
  scope.get(
    '/forms',
    {
      config: read,
      schema: { querystring: FormListQuery, response: { 200: z.object({ items: z.array(FormListItem) }) } },
    },
    ({ query, actor, asking }) =>
      asking.run(async (tx) => ({
        items: await listForms(tx, actor, { region: query.region, month: dayOf(deps.now()).slice(0, 7) }),
      })),
  );
  scope.post(
    '/forms/check',
    { config: define, schema: { body: FormSource, response: { 200: FormCheckReport } } },
    ({ body, actor, asking }) => asking.run((tx) => checkForm(tx, actor, body.source)),
  );
  scope.get(
    '/forms/:id',
    { config: read, schema: { params: FormParam, querystring: FormVersionQuery, response: { 200: FormView } } },
    ({ params, query, actor, asking }) =>
      asking.run((tx) => showForm(tx, actor, { id: params.id, version: query.version })),
  );
  scope.put(
    '/forms/:id',
    { config: define, schema: { params: FormParam, body: FormSave, response: { 200: FormSaved, 201: FormSaved } } },
    async ({ params, body, actor, asking }, reply) => {
      const saved = await asking.run((tx) => saveForm(tx, actor, { ...body, id: params.id }));
      return reply.status(saved.isNew ? 201 : 200).send(saved);
    },
  );
  scope.patch(
    '/forms/:id',
    { config: define, schema: { params: FormParam, body: FormPatch, response: { 204: z.null() } } },
    async ({ params, body, actor, asking }, reply) => {
      await asking.run((tx) => retireForm(tx, actor, { ...body, id: params.id, now: deps.now() }));
      return reply.status(204).send(null);
    },
  );
  scope.post(
    '/forms/:id/uses',
    { config: define, schema: { params: FormParam, body: FormUseInput, response: { 201: IdParam } } },
    async ({ params, body, actor, asking }, reply) =>
      reply.status(201).send(await asking.run((tx) => addUse(tx, actor, { ...body, id: params.id }))),
  );
  scope.patch(
    '/form-uses/:id',
    { config: define, schema: { params: IdParam, body: FormUsePatch, response: { 204: z.null() } } },
    async ({ params, body, actor, asking }, reply) => {
      await asking.run((tx) => changeUse(tx, actor, { ...body, id: params.id }));
      return reply.status(204).send(null);
    },
  );
  scope.delete(
    '/form-uses/:id',
    { config: define, schema: { params: IdParam, response: { 204: z.null() } } },
    async ({ params, actor, asking }, reply) => {
      await asking.run((tx) => removeUse(tx, actor, params.id));
      return reply.status(204).send(null);
    },
  );
}
