import {
  type BuildOptions,
  type BuildReport,
  buildGraph,
  type ChainBuilder,
  type ChainGraph,
  chainBuilder,
  type Matters,
  NO_CODE,
  type NodeKind,
} from '@liannao/chain-graph';
import type { CsvRow } from './chain-lines.ts';
import { nameTable } from './chain-names.ts';
import { type Columns, readCsv } from './chain-table.ts';
import { UsageError } from './command.ts';

export const fileOptions = {
  firms: { type: 'string' },
  links: { type: 'string' },
  nodes: { type: 'string' },
  classes: { type: 'string' },
  'paper-weights': { type: 'boolean', default: false },
  'merge-groups': { type: 'boolean', default: false },
} as const;

export const FILE_USAGE = '--firms F.csv --links L.csv [--nodes N.csv] [--classes C.csv]';
export const BUILD_USAGE = '[--paper-weights] [--merge-groups]';

export interface FileValues {
  readonly firms?: string | undefined;
  readonly links?: string | undefined;
  readonly nodes?: string | undefined;
  readonly classes?: string | undefined;
  readonly 'paper-weights': boolean;
  readonly 'merge-groups': boolean;
}

/** The graph of the files. @throws UsageError where one is not named, InputError for what is wrong in them. */
export async function readChain(values: FileValues): Promise<ChainGraph> {
  const { firms, links, nodes, classes } = values;
  if (firms === undefined) throw new UsageError('--firms is missing: the file of firms.');
  if (links === undefined) throw new UsageError('--links is missing: the file of supply links.');
  const builder = chainBuilder();
  if (nodes !== undefined) await readNodes(builder, nodes);
  if (classes !== undefined) await readClasses(builder, classes);
  await readFirms(builder, firms);
  await readLinks(builder, links);
  const options: BuildOptions = { paperWeights: values['paper-weights'], mergeGroups: values['merge-groups'] };
  return buildGraph(builder, options);
}

const NODES: Columns = {
  code: { names: ['code', '代码', '节点代码', '链节点代码', '编码'], required: true },
  parent: { names: ['parent', '上级', '上级节点', '上级代码'] },
  tier: { names: ['tier', '层级'] },
  kind: { names: ['kind', '类别', '类型'] },
};
const KINDS: Readonly<Record<string, NodeKind>> = {
  材料: 'material',
  零部件: 'part',
  零件: 'part',
  系统: 'system',
  整车: 'vehicle',
  服务: 'service',
};

const readNodes = (builder: ChainBuilder, file: string) =>
  readCsv(file, NODES, (row) => {
    const kind = row.text(3);
    const known = KINDS[kind] ?? (kind.toLowerCase() as NodeKind);
    return builder.addNode({
      code: row.text(0),
      parent: row.text(1),
      tier: row.text(2),
      kind: kind === '' ? null : known,
    });
  });

const CLASSES: Columns = {
  supplier: { names: ['supplier', '供应商', '供应节点', '供方节点', '供方'], required: true },
  customer: { names: ['customer', '客户', '采购节点', '需方节点', '需方'], required: true },
  class: { names: ['class', '类别', '依赖类别'], required: true },
};
const MATTERS: Readonly<Record<string, Matters>> = { 必需: 2, 可替代: 1, 无影响: 0, 2: 2, 1: 1, 0: 0 };

const readClasses = (builder: ChainBuilder, file: string) =>
  readCsv(file, CLASSES, (row) => {
    const text = row.text(2);
    const matters = MATTERS[text];
    if (matters === undefined) return { at: 'class', message: `"${text}" is none of 0, 1, 2` };
    return builder.addClass({ supplier: row.text(0), customer: row.text(1), matters });
  });

const FIRMS: Columns = {
  id: { names: ['id', '统一社会信用代码', '企业编号', '企业代码', '编号', '企业'], required: true },
  region: { names: ['region', '行政区划', '行政区划代码', '地区', '区划代码'] },
  node: { names: ['node', '链节点', '产业链节点', '节点', '环节'] },
  final: { names: ['final', '最终销售', '最终销售额', '链外销售', '链外销售额'] },
  group: { names: ['group', '企业集团', '集团', '所属集团'] },
};

const readFirms = (builder: ChainBuilder, file: string) =>
  readCsv(file, FIRMS, (row) => {
    const final = amountOf(row, 3);
    if (final === undefined) return { at: 'final', message: `"${row.text(3)}" is not a number` };
    const nodes = row.text(2).split(/[;；]/);
    return builder.addFirm({
      id: row.text(0),
      region: row.text(1),
      nodes: nodes.map((node) => node.trim()),
      final,
      group: row.text(4),
    });
  });

const LINKS: Columns = {
  supplier: { names: ['supplier', '供应商', '供应企业', '供方', '供货企业'], required: true },
  customer: { names: ['customer', '客户', '采购企业', '需方', '采购商'], required: true },
  product: { names: ['product', '产品', '产品节点', '链节点'] },
  value: { names: ['value', '金额', '供货额', '年供货额', '交易额', '年交易额'], required: true },
  class: { names: ['class', '类别', '依赖类别'] },
};

/** Millions of rows, few names: a name is a text once. */
const readLinks = (builder: ChainBuilder, file: string) => {
  let row: CsvRow | null = null;
  const textAt = (from: number, to: number) => (row as CsvRow).bytes.toString('utf8', from, to).trim();
  const firms = nameTable((from, to) => builder.firmNumber(textAt(from, to)));
  const classes = nameTable((from, to) => builder.classNumber(textAt(from, to)));
  const link = {
    supplier: 0,
    customer: 0,
    product: NO_CODE,
    value: null as number | null,
    matters: null as Matters | null,
  };
  return readCsv(file, LINKS, (next) => {
    row = next;
    const value = amountOf(next, 3);
    if (value === undefined) return { at: 'value', message: `"${next.text(3)}" is not a number` };
    const [supplier, supplierEnd] = [next.from(0), next.to(0)];
    const [customer, customerEnd] = [next.from(1), next.to(1)];
    if (supplier === supplierEnd) return { at: 'supplier', message: 'A link has no supplier.' };
    if (customer === customerEnd) return { at: 'customer', message: 'A link has no customer.' };
    link.supplier = firms.numberOf(next.bytes, supplier, supplierEnd);
    link.customer = firms.numberOf(next.bytes, customer, customerEnd);
    const [product, productEnd] = [next.from(2), next.to(2)];
    link.product = product === productEnd ? NO_CODE : classes.numberOf(next.bytes, product, productEnd);
    link.value = value;
    const matters = mattersOf(next, 4);
    if (matters === undefined) return { at: 'class', message: `"${next.text(4)}" is none of 0, 1, 2` };
    link.matters = matters;
    builder.addNumbered(link);
    return null;
  });
};

/** null for an empty cell, undefined for what is none of the three. */
function mattersOf(row: CsvRow, column: number): Matters | null | undefined {
  const from = row.from(column);
  const length = row.to(column) - from;
  if (length === 0) return null;
  const digit = (row.bytes[from] as number) - ZERO;
  return length === 1 && (digit === 0 || digit === 1 || digit === 2) ? digit : MATTERS[row.text(column)];
}

const ZERO = 0x30;
const POINT = 0x2e;
/** Digits that a double holds exactly. */
const EXACT_DIGITS = 15;

/** A number; null for an empty cell, undefined for what is none. Thousands may be parted by commas. */
function amountOf(row: CsvRow, column: number): number | null | undefined {
  const from = row.from(column);
  const to = row.to(column);
  if (from === to) return null;
  if (to - from > EXACT_DIGITS) return amountOfText(row.text(column));
  let digits = 0;
  let behind = -1;
  for (let at = from; at < to; at++) {
    const byte = row.bytes[at] as number;
    if (byte >= ZERO && byte <= ZERO + 9) {
      digits = digits * 10 + byte - ZERO;
      if (behind >= 0) behind++;
    } else if (byte === POINT && behind < 0 && at > from && at < to - 1) behind = 0;
    else return amountOfText(row.text(column));
  }
  // A quotient of two exact numbers is rounded once, as reading the text would be.
  return behind > 0 ? digits / 10 ** behind : digits;
}

function amountOfText(text: string): number | undefined {
  const value = Number(THOUSANDS.test(text) ? text.replaceAll(',', '') : text);
  if (!Number.isNaN(value)) return value;
  return text.toLowerCase() === 'nan' ? value : undefined;
}
const THOUSANDS = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/;

/** What was found in the files and is no mistake, one sentence each, for standard error. */
export function notesOn(report: BuildReport): string[] {
  const { dropped } = report;
  const notes: [number, string][] = [
    [dropped.selfSupply, 'links of a firm with itself: left out'],
    [dropped.notPositive, 'links with a value of zero or below: left out'],
    [dropped.notANumber, 'links whose value is NaN or infinite: left out'],
    [dropped.missingBesideValue, 'links without value beside another of the same pair that has one: left out'],
    [report.summed, 'further links of the same pair: summed'],
    [
      report.estimated,
      `relations without any value: taken for the median of their like, ${(report.estimatedShare * 100).toFixed(1)} % of all value`,
    ],
    [report.external, 'firms that links name and the file of firms has not: taken for firms outside'],
    [report.withoutClass, 'firms without node: nobody replaces them'],
    [report.severalClasses, 'firms with several nodes: one line a node'],
    [report.productUnclear, 'links of such firms that name none of their nodes: taken for the first'],
    [report.finalUnknown, 'firms whose final sales are unknown: counted as 0'],
    [report.noOutput, 'firms without any known sales: no weight in the index'],
    [report.withoutLinks, 'firms without any link'],
    [report.unknownNodes, 'nodes that the file of nodes has not: essential to others'],
  ];
  return notes.filter(([count]) => count > 0).map(([count, text]) => `${count} ${text}`);
}
