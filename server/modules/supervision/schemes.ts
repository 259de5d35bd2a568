import type { z } from 'zod';
import type { Tx } from '../../kernel/access/actor.ts';
import { audit } from '../../kernel/audit/audit.ts';
import { conflict, notFound, unprocessable } from '../../kernel/errors.ts';
import type { Asking } from '../../kernel/module.ts';
import { regionName } from '../../kernel/region/name.ts';
import { findRegion } from '../../kernel/region/queries.ts';
import { loadCatalogue } from '../statistics/index.ts';
import { type NewScheme, type NewVersion, SchemeBody, type SchemeDetail, type SchemeRow } from './model.ts';
import { insertScheme, insertVersion, selectScheme, selectSchemes, selectVersions } from './queries.ts';
import { checkScheme, type SchemeIssue } from './scoring/validate.ts';

type Row = z.infer<typeof SchemeRow>;
type Selected = Awaited<ReturnType<typeof selectSchemes>>[number];
type Version = Awaited<ReturnType<typeof selectVersions>>[number];

export const listSchemes = ({ run, actor }: Asking): Promise<Row[]> =>
  run(async (tx) => {
    const rows = await selectSchemes(tx);
    const versions = Map.groupBy(
      await selectVersions(
        tx,
        rows.map(({ id }) => id),
      ),
      ({ scheme_id }) => scheme_id,
    );
    return rows.map((row) => rowOf(row, versions.get(row.id) ?? [], actor.locale));
  });

const rowOf = (row: Selected, versions: readonly Version[], locale: 'zh' | 'en'): Row => ({
  id: row.id,
  name: locale === 'en' ? row.name_en : row.name_zh,
  scope: row.scope,
  region: { code: row.region_code, name: regionName({ name: row.regionName, nameEn: row.regionNameEn }, locale) },
  version: versions[0]?.number ?? 0,
  criteria: bodyOf(versions[0])?.criteria.length ?? 0,
  mayEdit: row.mayWrite,
});

/** Bodies were valid when they were stored; parsing fills what later editions added with defaults. */
const bodyOf = (version: Version | undefined) => (version ? SchemeBody.parse(version.body) : null);

export const showScheme = ({ run, actor }: Asking, id: string): Promise<SchemeDetail> =>
  run(async (tx) => {
    const row = await selectScheme(tx, id);
    if (!row) throw notFound('scheme', id);
    const versions = await selectVersions(tx, [id]);
    return {
      ...rowOf(row, versions, actor.locale),
      names: { zh: row.name_zh, en: row.name_en },
      versions: versions.map((version) => ({
        number: version.number,
        body: SchemeBody.parse(version.body),
        reason: version.reason,
        made: { name: version.made_by_name, at: version.made_at.toISOString() },
      })),
    };
  });

/** What is wrong with a scheme, the store's own vocabulary included: indicators that there are not. */
export async function schemeIssues(tx: Tx, body: SchemeBody): Promise<SchemeIssue[]> {
  const wanted = body.criteria.flatMap(({ measure }, at) =>
    'indicator' in measure ? [{ at, code: measure.indicator }] : [],
  );
  const known = await loadCatalogue(
    tx,
    wanted.map(({ code }) => code),
  );
  return [
    ...checkScheme(body),
    ...wanted
      .filter(({ code }) => !known.has(code))
      .map(({ at, code }) => ({
        field: `criteria.${at}.measure`,
        code: 'indicator-unknown',
        message: `There is no indicator ${code} in the catalogue.`,
      })),
  ];
}

async function refuseUnsound(tx: Tx, body: SchemeBody): Promise<void> {
  const issues = await schemeIssues(tx, body);
  if (issues.length > 0)
    throw unprocessable(
      'scheme-invalid',
      issues.map(({ message }) => message).join(' '),
      issues.map((issue) => ({ ...issue, field: `body.${issue.field}` })),
    );
}

export const addScheme = (
  { run, actor }: Asking,
  wanted: z.infer<typeof NewScheme>,
  now: Date,
): Promise<{ id: string }> =>
  run(async (tx) => {
    if (!(await findRegion(tx, wanted.region))) throw notFound('region', wanted.region);
    await refuseUnsound(tx, wanted.body);
    const made = await insertScheme(tx, {
      region_code: wanted.region,
      scope: wanted.body.scope,
      name_zh: wanted.name.zh,
      name_en: wanted.name.en,
      created_at: now,
    });
    if (!made) throw conflict('scheme-exists', `There is a scheme ${wanted.name.zh} in ${wanted.region} already.`);
    await insertVersion(tx, {
      scheme_id: made.id,
      number: 1,
      body: JSON.stringify(wanted.body),
      reason: '',
      ...madeBy(actor, now),
    });
    await audit(tx, actor, {
      action: 'supervision.scheme.add',
      subject: `scheme:${made.id}`,
      detail: { name: wanted.name.zh },
    });
    return made;
  });

export const addVersion = (
  { run, actor }: Asking,
  id: string,
  wanted: z.infer<typeof NewVersion>,
  now: Date,
): Promise<{ version: number }> =>
  run(async (tx) => {
    const scheme = await selectScheme(tx, id);
    if (!scheme) throw notFound('scheme', id);
    if (wanted.body.scope !== scheme.scope)
      throw unprocessable(
        'scheme-scope-fixed',
        `The scheme scores ${scheme.scope}; make another for ${wanted.body.scope}.`,
      );
    await refuseUnsound(tx, wanted.body);
    const number = ((await selectVersions(tx, [id]))[0]?.number ?? 0) + 1;
    const made = await insertVersion(tx, {
      scheme_id: id,
      number,
      body: JSON.stringify(wanted.body),
      reason: wanted.reason,
      ...madeBy(actor, now),
    });
    if (!made)
      throw conflict('scheme-version-exists', `Somebody else made version ${number} just now; look at it first.`);
    await audit(tx, actor, {
      action: 'supervision.scheme.version',
      subject: `scheme:${id}`,
      detail: { number, reason: wanted.reason },
    });
    return { version: number };
  });

export const madeBy = (actor: Asking['actor'], now: Date) => ({
  made_by: actor.userId,
  made_by_name: actor.name,
  made_at: now,
});
