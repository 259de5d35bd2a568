import { z } from 'zod';

/** Requests and answers of the kernel's own routes. Pure: the web imports it. */
export const RegionRef = z.object({ code: z.string(), name: z.string() }).meta({ id: 'RegionRef' });
export type RegionRef = z.infer<typeof RegionRef>;

export const RegionLevel = z.enum(['nation', 'province', 'city', 'county', 'functional', 'zone', 'group']);
export const Region = RegionRef.extend({
  nameEn: z.string().nullable(),
  level: RegionLevel,
  parentCode: z.string().nullable(),
}).meta({ id: 'Region' });
export type Region = z.infer<typeof Region>;

export const RoleName = z.enum(['admin', 'bureau', 'reporter', 'enterprise', 'operator', 'analyst']);
export const GrantView = z
  .object({ id: z.string(), role: RoleName, region: RegionRef.nullable(), party: z.string().nullable() })
  .meta({ id: 'Grant' });

export const Session = z
  .object({
    user: z
      .object({ id: z.string(), name: z.string(), displayName: z.string(), locale: z.enum(['zh', 'en']) })
      .nullable(),
    grants: z.array(GrantView),
    permissions: z.array(z.string()),
    mustChangePassword: z.boolean(),
    /** Some shown figure may be synthetic: the page carries the mark. */
    syntheticData: z.boolean(),
    defaultRegion: RegionRef,
    /** Newest month that any figure belongs to, `2025-08`. */
    dataMonth: z.string(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

export const SignIn = z.object({ name: z.string().min(1).max(100), password: z.string().min(1).max(200) });
export const PasswordChange = z.object({ current: z.string().max(200), next: z.string().max(200) });

export const UserView = z
  .object({
    id: z.string(),
    name: z.string(),
    displayName: z.string(),
    disabled: z.boolean(),
    grants: z.array(GrantView),
    lastSignIn: z.string().nullable(),
  })
  .meta({ id: 'User' });
export const NewUser = z.object({
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,63}$/, 'lower-case letters, digits, dot, dash; 2-64'),
  displayName: z.string().min(1).max(100),
  role: RoleName.optional(),
  regionCode: z.string().max(40).optional(),
});
export const UserPatch = z.object({
  displayName: z.string().min(1).max(100).optional(),
  disabled: z.boolean().optional(),
});
export const NewGrant = z.object({ role: RoleName, regionCode: z.string().max(40).nullable() });

export const NewToken = z.object({
  name: z.string().min(1).max(100),
  permissions: z.array(z.string().max(60)).min(1).max(50),
  /** Days until it expires. */
  days: z.number().int().min(1).max(730).default(90),
});
/** What may be granted to a token, in the reader's language, and the roles that have it. */
export const PermissionView = z
  .object({ name: z.string(), title: z.string(), roles: z.array(RoleName) })
  .meta({ id: 'Permission' });
export const TokenView = z
  .object({
    id: z.string(),
    name: z.string(),
    permissions: z.array(z.string()),
    createdAt: z.string(),
    expiresAt: z.string(),
    revokedAt: z.string().nullable(),
  })
  .meta({ id: 'ApiToken' });

export const JobView = z
  .object({
    id: z.string(),
    kind: z.string(),
    state: z.enum(['queued', 'running', 'done', 'failed']),
    /** 0 to 1. */
    progress: z.number(),
    message: z.string().nullable(),
    result: z.record(z.string(), z.unknown()).nullable(),
    problem: z.object({ code: z.string(), detail: z.string() }).nullable(),
  })
  .meta({ id: 'Job' });
export type JobView = z.infer<typeof JobView>;

export const AuditView = z
  .object({
    seq: z.number(),
    at: z.string(),
    actorName: z.string(),
    action: z.string(),
    subject: z.string(),
    detail: z.string(),
  })
  .meta({ id: 'AuditEntry' });

export const Health = z
  .object({
    status: z.enum(['ok', 'degraded']),
    version: z.string(),
    parts: z.array(z.object({ name: z.string(), state: z.enum(['ok', 'off', 'failed']), detail: z.string() })),
  })
  .meta({ id: 'Health' });

export const SearchHit = z
  .object({
    kind: z.enum([
      'plan',
      'target',
      'task',
      'indicator',
      'region',
      'body',
      'register',
      'entry',
      'case',
      'signal',
      'report',
    ]),
    title: z.string(),
    sub: z.string(),
    href: z.string(),
  })
  .meta({ id: 'SearchHit' });

/** What a dry run found. Nothing has been written yet. */
export const ImportReport = z
  .object({
    id: z.string(),
    kind: z.string(),
    /** The kind in the reader's language. */
    title: z.string(),
    fileName: z.string(),
    /** Of the file as it came. */
    sha256: z.string(),
    /** `received`: kept, and not looked at yet. */
    state: z.enum(['received', 'checked', 'written', 'undone']),
    counts: z.object({
      new: z.number().int(),
      changed: z.number().int(),
      unchanged: z.number().int(),
      wrong: z.number().int(),
    }),
    problems: z.array(
      z.object({
        /** Line of the sheet, the header being 1. */
        row: z.number().int(),
        column: z.string(),
        value: z.string(),
        problem: z.string(),
        remedy: z.string(),
        /** What to put in the cell, where it is known: `mend` takes it as it is. */
        suggestion: z.string().optional(),
      }),
    ),
    /** Cells that are read otherwise than the file has them. */
    mended: z.number().int(),
    /** Units that nobody knows yet and that the good rows make known; the first hundred by name. */
    newUnits: z.object({ count: z.number().int(), names: z.array(z.string()) }),
    createdAt: z.string(),
    writtenAt: z.string().nullable(),
    undoneAt: z.string().nullable(),
    undoableUntil: z.string().nullable(),
  })
  .meta({ id: 'ImportReport' });
export type ImportReport = z.infer<typeof ImportReport>;

/** A long list is checked and written in the background: the job to follow, and the run that it works on. */
export const ImportJob = z.object({ jobId: z.uuid(), runId: z.uuid() }).meta({ id: 'ImportJob' });
export type ImportJob = z.infer<typeof ImportJob>;

/** Cells of a checked file to be read otherwise; the file itself stays as it came. */
export const ImportMend = z
  .object({
    changes: z
      .array(
        z.object({
          row: z.number().int().min(1),
          /** The file's own header, or any name of the column. */
          column: z.string().min(1).max(200),
          value: z.string().max(2000),
        }),
      )
      .min(1)
      .max(5000),
  })
  .meta({ id: 'ImportMend' });

export const IdParam = z.object({ id: z.uuid() });
export const Page = z.object({
  /** Holds the sort key of the last row shown, which may name indicator, scope, region and period. */
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});
