import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { systemActor, withActor } from '@liannao/server/kernel/access/actor.ts';
import { tableBytes } from '@liannao/server/kernel/tabular/negotiate.ts';
import { PivotAsk } from '@liannao/server/modules/statistics/analysis/model.ts';
import { nowcastRound } from '@liannao/server/modules/statistics/analysis/nowcast.ts';
import { pivot as pivotTable } from '@liannao/server/modules/statistics/analysis/pivot.ts';
import { pivotSheet } from '@liannao/server/modules/statistics/analysis/pivot-table.ts';
import { openMessage } from '@liannao/server/modules/statistics/open/message-of.ts';
import { DataQuery } from '@liannao/server/modules/statistics/open/model.ts';
import { type Command, InputError, printJson, printTable, UsageError } from './command.ts';
import { regionCode } from './region-code.ts';
import { storeOptions, withStore } from './with-store.ts';

const options = {
  ...storeOptions,
  region: { type: 'string' },
  rows: { type: 'string', default: 'region' },
  columns: { type: 'string', default: 'period' },
  from: { type: 'string' },
  to: { type: 'string' },
  kind: { type: 'string', default: 'cumulative' },
  depth: { type: 'string', default: '1' },
  measure: { type: 'string', default: 'value' },
  scope: { type: 'string', multiple: true, default: [] as string[] },
  'as-of': { type: 'string' },
  'updated-after': { type: 'string' },
  published: { type: 'boolean', default: false },
  row: { type: 'string' },
  format: { type: 'string', default: 'csv' },
  out: { type: 'string' },
  lang: { type: 'string', default: 'zh' },
  json: { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>['values'];

export const command: Command = {
  usage:
    'statistics pivot INDICATOR… --region CODE|NAME --from MONTH --to MONTH [--rows DIM,…] [--columns DIM,…] [--kind month|cumulative|quarter|half|year] [--depth N] [--measure M] [--scope DIM=MEMBER] [--as-of DAY] [--published] | nowcast ROUND --region CODE|NAME [--row CODE] | sdmx FLOW [KEY] [--from PERIOD] [--to PERIOD] [--as-of DAY] [--updated-after TIME] [--format csv|json] [--out FILE] [--lang zh|en] [--json] [--data DIR]',
  summary: 'figures by any dimensions; estimates of a running round; what is published, as SDMX',
  run: async (args) => {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
    const [action = '', ...names] = positionals;
    if (action === 'pivot') return pivot(values, names);
    if (action === 'nowcast') return nowcast(values, names);
    if (action === 'sdmx') return sdmx(values, names);
    throw new UsageError('Say what to do: pivot, nowcast, sdmx.');
  },
};

const actorOf = ({ lang }: Values) => ({ ...systemActor('statistics'), locale: lang === 'en' ? 'en' : 'zh' }) as const;
const list = (text: string) => text.split(',').filter(Boolean);

async function pivot(values: Values, indicators: string[]): Promise<void> {
  const { from, to } = values;
  if (indicators.length === 0 || !from || !to) throw new UsageError('pivot needs indicators, --from and --to.');
  const format = path.extname(values.out ?? '').toLowerCase() === '.xlsx' ? 'xlsx' : 'csv';
  const actor = actorOf(values);
  await withStore(values.data, async ({ db }) => {
    const root = await withActor(db, actor, (tx) => regionCode(tx, values.region ?? '000000'));
    const read = PivotAsk.safeParse({
      rows: list(values.rows),
      columns: list(values.columns),
      indicators,
      scope: Object.fromEntries(values.scope.map((pair) => pair.split('=', 2))),
      regions: { root, depth: Number(values.depth) },
      periods: { from, to, kind: values.kind },
      measure: values.measure,
      publishedOnly: values.published,
      ...(values['as-of'] ? { asOf: values['as-of'] } : {}),
    });
    if (!read.success) {
      const [issue] = read.error.issues;
      throw new InputError(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`);
    }
    const table = await pivotTable({ db, now: () => new Date() }, actor, read.data);
    if (values.json) return printJson(table);
    const sheet = pivotSheet(table, actor.locale);
    if (values.out) return writeFile(values.out, await tableBytes(format, sheet));
    const words = (cell: unknown) => (cell === null || cell === undefined ? '' : String(cell));
    printTable([sheet.columns.map(({ header }) => header), ...sheet.rows.map((row) => row.map(words))]);
  });
}

async function nowcast(values: Values, [round]: string[]): Promise<void> {
  if (!round || !values.region) throw new UsageError('nowcast needs a round and --region.');
  const actor = actorOf(values);
  const found = await withStore(values.data, ({ db }) =>
    withActor(db, actor, async (tx) => {
      const region = (await regionCode(tx, values.region)) ?? '';
      return nowcastRound(tx, actor, round, { region, row: values.row });
    }),
  );
  if (values.json) return printJson(found);
  const number = (value: number | null) => (value === null ? '-' : value.toFixed(0));
  printTable(
    found.rows.map((row) => [
      row.row,
      row.column,
      row.title,
      row.unit,
      row.refused ?? number(row.estimate),
      `${number(row.low)}..${number(row.high)}`,
      `${row.units}/${row.expected}`,
    ]),
  );
  console.log(`${found.region.name} ${found.period}: estimates, no figures`);
}

async function sdmx(values: Values, [flow, key = 'all']: string[]): Promise<void> {
  if (!flow) throw new UsageError('sdmx needs a flow, such as OUTPUT.');
  const read = DataQuery.safeParse({
    startPeriod: values.from,
    endPeriod: values.to,
    asOf: values['as-of'],
    updatedAfter: values['updated-after'],
    format: values.format,
    limit: 100_000,
  });
  if (!read.success) throw new UsageError('--format is csv or json.');
  const { locale } = actorOf(values);
  const { body } = await withStore(values.data, ({ db }) =>
    openMessage({ db, now: () => new Date() }, { flow, key, query: read.data, locale, accept: undefined, self: null }),
  );
  if (values.out) await writeFile(values.out, body);
  else process.stdout.write(body);
}
