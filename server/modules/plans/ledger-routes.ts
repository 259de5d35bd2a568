import type { FastifyInstance } from 'fastify';
import { typed } from '../../kernel/http/route.ts';
import type { Deps } from '../../kernel/module.ts';
import { sendTable, tableFormat } from '../../kernel/tabular/negotiate.ts';
import { tellFigureUses } from '../statistics/index.ts';
import { judgedLedger, judgedViews, ledgerPage } from './ledger.ts';
import { ledgerTable } from './ledger-export.ts';
import { ledgerText } from './ledger-text.ts';
import { usesInTargets } from './ledger-uses.ts';
import { Ledger, LedgerQuery } from './model.ts';

/** `GET /targets`: the ledger as a page, or whole as CSV or XLSX. */
export function ledgerRoutes(app: FastifyInstance, deps: Deps): void {
  tellFigureUses(usesInTargets);
  typed(app).get(
    '/targets',
    { config: { permission: 'plans.read' }, schema: { querystring: LedgerQuery, response: { 200: Ledger } } },
    async (request, reply) => {
      const { actor, query } = request;
      const asked = { actor, now: deps.now() };
      const as = tableFormat(request.headers.accept, query.format);
      if (as === 'json') return reply.send(await request.asking.run((tx) => ledgerPage(tx, query, asked)));
      const { locale } = actor;
      const table = await request.asking.run(async (tx) => {
        const ledger = await judgedLedger(tx, query, asked);
        const views = await judgedViews(tx, ledger.rows, { actor, judged: ledger.judged, originOf: ledger.originOf });
        return ledgerTable(views, { locale, month: ledger.month });
      });
      return sendTable(reply, as, ledgerText(locale).fileName, table);
    },
  );
}
