import path from 'node:path';

/** Everything that is decided outside the code. Read once, at the edge; nothing else looks at the environment. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Folder of the embedded store and of the first sign-in note. */
  readonly dataDir: string;
  /** PostgreSQL >= 15 that somebody else runs; absent means the embedded one. */
  readonly databaseUrl: string | null;
  /** No demonstration cluster on an empty store. */
  readonly empty: boolean;
  /** Largest accepted upload, bytes. */
  readonly maxUploadBytes: number;
  /** Requests a minute and client. */
  readonly requestsPerMinute: number;
  /** Sign-ins a minute and client. */
  readonly signInsPerMinute: number;
  /** Behind a proxy that sets X-Forwarded-*. */
  readonly trustProxy: boolean;
  /** `silent`, `warn` (faults and refusals of the store), `info` (also every request). */
  readonly logLevel: string;
  /** Mail server, `smtp://user:password@host:587` or `smtps://…`; null: no mail. */
  readonly smtpUrl: string | null;
  /** Sender of mail. */
  readonly mailFrom: string;
  /** Where people reach the pages, for links in mail. */
  readonly publicUrl: string;
  /** Webhooks may lead into private networks. */
  readonly webhookPrivate: boolean;
}

const MIB = 1024 * 1024;

/** Defaults, overridden by the environment, overridden by the command line. */
export function readConfig(env: NodeJS.ProcessEnv, overrides: Partial<Config> = {}): Config {
  return {
    port: Number(env.LIANNAO_PORT ?? 8080),
    host: env.LIANNAO_HOST ?? '127.0.0.1',
    dataDir: path.resolve(env.LIANNAO_DATA ?? 'data-local'),
    databaseUrl: env.DATABASE_URL || null,
    empty: false,
    maxUploadBytes: Number(env.LIANNAO_MAX_UPLOAD_MIB ?? 50) * MIB,
    requestsPerMinute: Number(env.LIANNAO_REQUESTS_PER_MINUTE ?? 1200),
    signInsPerMinute: Number(env.LIANNAO_SIGN_INS_PER_MINUTE ?? 20),
    trustProxy: env.LIANNAO_TRUST_PROXY === '1',
    logLevel: env.LIANNAO_LOG_LEVEL ?? 'warn',
    smtpUrl: env.LIANNAO_SMTP_URL || null,
    mailFrom: env.LIANNAO_MAIL_FROM || 'liannao@localhost',
    publicUrl: env.LIANNAO_PUBLIC_URL || `http://127.0.0.1:${overrides.port ?? env.LIANNAO_PORT ?? 8080}`,
    webhookPrivate: env.LIANNAO_WEBHOOK_PRIVATE === 'true',
    ...overrides,
  };
}
