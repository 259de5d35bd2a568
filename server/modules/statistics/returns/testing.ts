import type { Cells, FormDefinition, FormRow } from '@liannao/statistics';
import { sql } from 'kysely';
import { type Actor, systemActor, type Tx, withActor } from '../../../kernel/access/actor.ts';
import { hashPassword } from '../../../kernel/access/secrets.ts';
import { createUser, grantRole } from '../../../kernel/access/users.ts';
import type { Db } from '../../../kernel/store/open-store.ts';
import type { RoleName } from '../../../kernel/store/tables.ts';
import type { Ask, TestApp } from '../../../testing/app.ts';

/** A small form, its firms and rounds for tests: made in the store, without the pages that usually make them. */
const row = (code: string, more: Partial<FormRow> = {}): FormRow => ({
  code,
  zh: `行${code}`,
  en: `Row ${code}`,
  kind: 'flow',
  unit: '辆',
  indicator: 'nev-output',
  scope: {},
  parent: null,
  exhaustive: false,
  required: true,
  mayFall: false,
  mayBeNegative: false,
  hint: { zh: '', en: '' },
  ...more,
});

export const ownForm = (change: Partial<FormDefinition> = {}): FormDefinition => ({
  id: 'own-output',
  zh: '产量月报',
  en: 'Output, monthly',
  number: '链统 901',
  authority: { zh: '市经信局', en: 'City bureau' },
  edition: '2025',
  validFrom: '2023-01',
  validUntil: null,
  frequency: 'monthly',
  exempt: [],
  reporter: { kind: 'party', register: null, where: null, names: { zh: '企业', en: 'Firms' } },
  columns: ['current', 'cumulative'],
  opens: 1,
  due: 8,
  release: null,
  review: ['county', 'city'],
  sections: [
    {
      id: 'output',
      zh: '产量',
      en: 'Output',
      open: null,
      rows: [
        row('01'),
        row('02', { scope: { product: 'bev' }, parent: '01' }),
        row('03', { kind: 'stock', unit: '人', indicator: 'employees', required: false }),
        row('04', { kind: 'rate', unit: '%', indicator: 'vehicle-capacity-utilisation', required: false }),
      ],
    },
  ],
  checks: [],
  ...change,
});

/** An own form with lines that reporters add, and with base columns. */
export const openForm = (): FormDefinition =>
  ownForm({
    id: 'own-lines',
    columns: ['current', 'cumulative', 'current-base', 'cumulative-base'],
    sections: [
      ...ownForm().sections,
      {
        id: 'lines',
        zh: '采购',
        en: 'Purchases',
        open: [{ dimension: 'sourceRegion', list: 'region', names: { zh: '产地', en: 'Place' } }],
        rows: [row('11', { unit: '万元', indicator: 'parts-purchases', required: false, mayFall: true })],
      },
      {
        id: 'answers',
        zh: '问卷',
        en: 'Survey',
        open: null,
        rows: [row('21', { kind: 'answer', unit: '', indicator: null, required: false })],
      },
    ],
  });

const SYSTEM = systemActor('test');
export const asTest = <T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> => withActor(db, SYSTEM, work);

export async function addForm(db: Db, definition: FormDefinition, region = '331000'): Promise<void> {
  await asTest(db, async (tx) => {
    await tx
      .insertInto('statistics_form')
      .values({ id: definition.id, region_code: region, retired_at: null })
      .execute();
    await tx
      .insertInto('statistics_form_version')
      .values({
        form_id: definition.id,
        version: 1,
        definition: JSON.stringify(definition),
        source: '',
        valid_from: definition.validFrom,
        valid_until: definition.validUntil,
        shipped: false,
        created_by: null,
        created_by_name: 'test',
      })
      .execute();
  });
}

export interface Firm {
  readonly name: string;
  readonly uscc: string;
  readonly region: string;
}

export const addFirms = (db: Db, firms: readonly Firm[]): Promise<string[]> =>
  asTest(db, async (tx) => {
    const made = await tx
      .insertInto('party')
      .values(firms.map(({ name, uscc, region }) => ({ kind: 'enterprise' as const, name, uscc, region_code: region })))
      .returning(['id', 'uscc'])
      .execute();
    return firms.map(({ uscc }) => made.find((one) => one.uscc === uscc)?.id ?? '');
  });

export interface Reporter {
  readonly party: string | null;
  readonly region: string;
}

/** A round of a form with a return for each reporter, in their order. */
export const addRound = (
  db: Db,
  {
    form,
    period,
    reporters,
    region = '331000',
    due = `${period.slice(0, 4)}-12-31`,
  }: { form: string; period: string; reporters: readonly Reporter[]; region?: string; due?: string },
): Promise<{ round: string; returns: string[] }> =>
  asTest(db, async (tx) => {
    const { id: round } = await tx
      .insertInto('statistics_round')
      .values({
        form_id: form,
        version: 1,
        period,
        last_month: period,
        region_code: region,
        opens_on: `${period}-01`,
        due_on: due,
        release_at: null,
        released_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const returns: string[] = [];
    for (const reporter of reporters) {
      const { id } = await tx
        .insertInto('statistics_return')
        .values({
          round_id: round,
          form_id: form,
          period,
          last_month: period,
          party_id: reporter.party,
          region_code: reporter.region,
          cells: '{}',
          findings: '{"error":0,"warning":0,"blank":0,"explained":0}',
          due_on: due,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      returns.push(id);
    }
    await tx.insertInto('statistics_due').values({ round_id: round }).execute();
    return { round, returns };
  });

const PASSWORD = 'a long enough password';
let made = 0;

/** A new user with this role for a region or a firm, signed in. */
export async function signedIn(
  { app, deps }: TestApp,
  grant: { role: RoleName; region?: string; party?: string },
): Promise<Ask> {
  const name = `${grant.role}-of-test-${made++}`;
  await asTest(deps.db, async (tx) => {
    const user = { name, displayName: name, passwordHash: await hashed, mustChange: false };
    const userId = await createUser(tx, SYSTEM as Actor, user);
    const place = { regionCode: grant.region ?? null, partyId: grant.party ?? null };
    await grantRole(tx, SYSTEM as Actor, { userId, role: grant.role, ...place });
  });
  const answer = await app.inject({ method: 'POST', url: '/api/v1/session', payload: { name, password: PASSWORD } });
  const cookie = answer.cookies[0];
  if (!cookie) throw new Error(`no session for ${name}: ${answer.body}`);
  return (options) => app.inject({ ...options, cookies: { [cookie.name]: cookie.value } });
}
const hashed = hashPassword(PASSWORD);

/** Cells of the small form: output and what of it is battery electric, of the month and since January. */
export const output = (month: number, since: number, bev = 0, bevSince = 0): Cells => ({
  '01': { current: { value: String(month) }, cumulative: { value: String(since) } },
  '02': { current: { value: String(bev) }, cumulative: { value: String(bevSince) } },
});

/** The newest revision of every figure of a region itself in a period. */
export const regionFigures = (db: Db, region: string, period: string) =>
  asTest(db, async (tx) => {
    const { rows } = await sql<{
      code: string;
      scope: string;
      value: number;
      revision: number;
      open: boolean;
      reason: string;
    }>`
      select distinct on (indicator_code, scope_key) indicator_code as code, scope_key as scope, value, revision, open, reason
      from observation where region_code = ${region} and party_id is null and period = ${period}
      order by indicator_code, scope_key, revision desc`.execute(tx);
    return rows;
  });
