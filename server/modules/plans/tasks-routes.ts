import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { typed } from '../../kernel/http/route.ts';
import { IdParam } from '../../kernel/model.ts';
import type { Deps } from '../../kernel/module.ts';
import { sendTable, tableFormat } from '../../kernel/tabular/negotiate.ts';
import { TaskFilter, TaskList, TaskNote, TaskPatch, TaskView } from './model.ts';
import { revisionOf } from './review-open.ts';
import { taskViews } from './review-tasks.ts';
import { editTask, listTasks, showTask } from './tasks.ts';
import { addNote, listNotes, readNoteForm } from './tasks-notes.ts';
import { selectTasks } from './tasks-queries.ts';
import { EXPORT_ROWS, taskTable } from './tasks-table.ts';
import { taskText } from './tasks-text.ts';

const read = { permission: 'plans.read' };
const write = { permission: 'plans.write' };

/** The task list, tasks and their notes of progress. */
export function taskRoutes(app: FastifyInstance, _deps: Deps): void {
  const scope = typed(app);
  scope.get(
    '/tasks',
    { config: read, schema: { querystring: TaskFilter, response: { 200: TaskList } } },
    async (request, reply) => {
      const { actor, query } = request;
      const as = tableFormat(request.headers.accept, query.format);
      if (as === 'json') return reply.send(await request.asking.run((tx) => listTasks(tx, query, { actor })));
      const { locale } = actor;
      const views = await request.asking.run(async (tx) =>
        taskViews(tx, await selectTasks(tx, query, { limit: EXPORT_ROWS }), { actor }),
      );
      return sendTable(reply, as, taskText(locale).fileName, taskTable(views, locale, query.year));
    },
  );
  scope.get(
    '/tasks/:id',
    { config: read, schema: { params: IdParam, response: { 200: TaskView } } },
    async (request, reply) =>
      tagged(reply, await request.asking.run((tx) => showTask(tx, request.params.id, request.actor))),
  );
  scope.patch(
    '/tasks/:id',
    { config: write, schema: { params: IdParam, body: TaskPatch, response: { 200: TaskView } } },
    async (request, reply) => {
      const revision = revisionOf(request.headers['if-match']);
      return tagged(reply, await editTask(request.asking, request.params.id, request.body, revision));
    },
  );
  scope.get(
    '/tasks/:id/notes',
    { config: read, schema: { params: IdParam, response: { 200: z.object({ items: z.array(TaskNote) }) } } },
    async (request) => ({ items: await listNotes(request.asking, request.params.id) }),
  );
  scope.post(
    '/tasks/:id/notes',
    {
      config: write,
      schema: { params: IdParam, consumes: ['multipart/form-data', 'application/json'], response: { 201: TaskNote } },
    },
    async (request, reply) => {
      const note = await addNote(request.asking, request.params.id, await readNoteForm(request));
      return reply.status(201).send(note);
    },
  );
}

const tagged = (reply: { header(name: string, value: string): unknown }, view: TaskView): TaskView => {
  reply.header('etag', `"${view.revision}"`);
  return view;
};
