import type { Field, RegisterDefinition, SignalDeclaration } from '@liannao/registers';
import { sql } from 'kysely';
import { systemActor, type Tx } from '../access/actor.ts';
import { dayOf } from '../calendar/workdays.ts';
import { accessFor } from '../registers/access-sql.ts';
import { quoted } from '../registers/columns.ts';
import { filterSql } from '../registers/expression-sql.ts';
import { entrySource } from '../registers/source-sql.ts';
import { listOf, loadRegisters, type RegisterSet } from '../registers/store.ts';
import type { Evidence, FindContext, Finding, SignalRule, Threshold } from './contract.ts';
import type { KnownRule } from './registry.ts';
import { thresholdOf } from './threshold-words.ts';

const system = systemActor('signals');
const made = new WeakMap<RegisterSet, readonly KnownRule[]>();

/** A rule for each signal that a register in force declares. */
export async function registerRules(tx: Tx): Promise<readonly KnownRule[]> {
  const set = await loadRegisters(tx);
  const known = made.get(set);
  if (known) return known;
  const rules = [...set.registers.values()].flatMap(({ definition }) =>
    definition.signals.map((signal) => ({ module: definition.module, rule: ruleOf(set, definition, signal) })),
  );
  made.set(set, rules);
  return rules;
}

function ruleOf(set: RegisterSet, definition: RegisterDefinition, signal: SignalDeclaration): SignalRule {
  const thresholds = Object.entries(signal.defaults).map(([name, value]) => thresholdOf(name, value));
  return {
    id: `register.${definition.id}.${signal.id}`,
    names: { zh: `${definition.zh}：${signal.zh}`, en: `${definition.en}: ${signal.en}` },
    severity: signal.severity,
    thresholds,
    unit: signal.to,
    caseType: 'general',
    opensCaseFrom: null,
    find: (tx, context) => findEntries(tx, { set, definition, signal, thresholds, context }),
  };
}

interface Asked {
  readonly set: RegisterSet;
  readonly definition: RegisterDefinition;
  readonly signal: SignalDeclaration;
  readonly thresholds: readonly Threshold[];
  readonly context: FindContext;
}

/** One statement for each set of thresholds that holds anywhere: where no region has its own, one. */
async function findEntries(tx: Tx, asked: Asked): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { values, regions } of await groups(tx, asked)) {
    for (const row of await select(tx, asked, values, regions)) findings.push(findingOf(asked, row));
  }
  return findings;
}

interface Group {
  readonly values: Readonly<Record<string, number>>;
  /** Null: everywhere. */
  readonly regions: readonly string[] | null;
}

async function groups(tx: Tx, { thresholds, context, signal }: Asked): Promise<Group[]> {
  if (thresholds.length === 0 || !context.isTuned) return [{ values: signal.defaults, regions: null }];
  const regions = await tx.selectFrom('region').select('code').execute();
  const byValues = Map.groupBy(regions, ({ code }) =>
    JSON.stringify(Object.fromEntries(thresholds.map(({ name }) => [name, context.at(code, name)]))),
  );
  return [...byValues].map(([values, own]) => ({
    values: JSON.parse(values) as Record<string, number>,
    regions: own.map(({ code }) => code),
  }));
}

interface FoundEntry {
  readonly _id: string;
  readonly _region: string;
  readonly _title: string;
  readonly _synthetic: boolean;
  readonly [field: string]: unknown;
}

async function select(
  tx: Tx,
  { set, definition, signal, context }: Asked,
  thresholds: Readonly<Record<string, number>>,
  regions: readonly string[] | null,
): Promise<readonly FoundEntry[]> {
  const { where, joins } = filterSql(signal.when, {
    set,
    actor: system,
    access: accessFor(definition, system),
    today: dayOf(context.now),
    thresholds,
  });
  const shown = shownFields(definition, signal).map(({ id }) => sql`, e.${sql.raw(quoted(id))}`);
  const { rows } = await sql<FoundEntry>`select e._id, e._region, e._title, e._synthetic${sql.join(shown, sql``)}
    from ${entrySource(definition)} as e ${joins}
    where ${where} and ${notOver(definition, signal)}
      and ${regions === null ? sql`true` : sql`e._region = any(${regions}::text[])`}
    order by e._id`.execute(tx);
  return rows;
}

/** What has come to its end asks nothing of anybody, unless the rule itself speaks of states. */
function notOver({ lifeCycle }: RegisterDefinition, { when }: SignalDeclaration) {
  const over = lifeCycle?.states.filter((state) => state.final).map(({ id }) => id) ?? [];
  if (over.length === 0 || /(^|[^\w$.-])state\b/.test(when)) return sql`true`;
  return sql`(e._state is null or e._state <> all(${over}::text[]))`;
}

/** Simple fields that the rule speaks of, as far as everybody who sees the signal may see them. */
function shownFields(definition: RegisterDefinition, { when }: SignalDeclaration): readonly Field[] {
  const words = new Set(when.match(/[a-z][\w-]*/gi));
  return definition.fields.filter(
    ({ id, grade, type, many }) =>
      words.has(id) && (grade === 'L1' || grade === 'L2') && !many && !UNREADABLE.has(type),
  );
}
const UNREADABLE = new Set(['party', 'reference', 'file', 'place']);

function findingOf(asked: Asked, row: FoundEntry): Finding {
  const { definition, signal } = asked;
  const source = { kind: 'entry', id: `${definition.id}/${row._id}` };
  const facts = shownFields(definition, signal).map((field) => factOf(asked, field, row[field.id]));
  return {
    subjectKind: 'entry',
    subjectId: row._id,
    regionCode: row._region,
    severity: signal.severity,
    title: { zh: `${signal.zh}：${row._title}`, en: `${signal.en}: ${row._title}` },
    evidence: [
      { zh: `${definition.zh}“${row._title}”`, en: `${definition.en}: “${row._title}”`, source },
      ...facts.map((fact) => ({ ...fact, source })),
    ],
    href: `/registers/${definition.id}/${row._id}`,
    unit: null,
    synthetic: row._synthetic,
  };
}

function factOf({ set, definition }: Asked, field: Field, value: unknown): Pick<Evidence, 'zh' | 'en'> {
  if (value === null || value === undefined) return { zh: `${field.zh}：没有填`, en: `${field.en}: not filled in` };
  const list = field.list === null ? undefined : listOf(set, definition, field.list);
  const code = list?.values.find((one) => one.code === value);
  const text = value instanceof Date ? value.toISOString() : String(value);
  const unit = field.type === 'money' ? '万元' : (field.unit ?? '');
  const said = unit ? `${text} ${unit}` : text;
  return { zh: `${field.zh}：${code?.zh ?? said}`, en: `${field.en}: ${code?.en ?? said}` };
}
