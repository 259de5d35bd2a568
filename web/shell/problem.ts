import type { Language } from './preferences.tsx';

export interface FieldError {
  field: string;
  message: string;
}

/** A refusal of the server as problem details (RFC 9457); `code` is stable, `title` is in the reader's language. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly FieldError[];
  readonly instance: string | undefined;

  constructor(problem: {
    status: number;
    code?: string;
    title?: string;
    detail?: string;
    errors?: readonly FieldError[];
    instance?: string;
  }) {
    super(problem.title ?? problem.detail ?? `HTTP ${problem.status}`);
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.code = problem.code ?? `http-${problem.status}`;
    this.title = problem.title ?? '';
    this.detail = problem.detail ?? '';
    this.errors = problem.errors ?? [];
    this.instance = problem.instance;
  }

  /** The messages by field, for a form. */
  byField(): Record<string, string> {
    return Object.fromEntries(this.errors.map(({ field, message }) => [field, message]));
  }
}

/** The server could not be reached at all. */
export class NoConnection extends Error {
  readonly code = 'no-connection';
  constructor(cause: unknown) {
    super('no connection', { cause });
    this.name = 'NoConnection';
  }
}

export interface ProblemWords {
  /** What happened. */
  what: string;
  /** What to do. */
  remedy: string;
  /** To quote when asking for help. */
  code: string;
}

type Words = Record<Language, { what: string; remedy: string }>;

const byCode: Record<string, Words> = {
  'no-connection': {
    zh: { what: '连不上服务器。', remedy: '请检查网络后重试；已经填的内容还在。' },
    en: {
      what: 'The server cannot be reached.',
      remedy: 'Check the connection and try again; what you typed is kept.',
    },
  },
  'sign-in-required': {
    zh: { what: '登录已过期。', remedy: '请重新登录，会回到这一页。' },
    en: { what: 'You have been signed out.', remedy: 'Sign in again; you will come back to this page.' },
  },
  forbidden: {
    zh: { what: '您没有这项权限。', remedy: '请向本单位管理员申请。' },
    en: { what: 'You do not have the right to do this.', remedy: "Ask your unit's administrator." },
  },
  'precondition-failed': {
    zh: { what: '别人刚改过这一条。', remedy: '请刷新，看过新的内容再改。' },
    en: { what: 'Somebody has just changed this.', remedy: 'Reload, look at the new version, then change it.' },
  },
  'too-many-requests': {
    zh: { what: '请求太频繁。', remedy: '请稍等一分钟再试。' },
    en: { what: 'Too many requests.', remedy: 'Wait a minute and try again.' },
  },
  unexpected: {
    zh: { what: '出了意外的错误。', remedy: '请重试；如果还不行，把错误编号告诉管理员。' },
    en: {
      what: 'Something unexpected went wrong.',
      remedy: 'Try again; if it persists, give the code to the operator.',
    },
  },
};

const byStatus: Record<number, string> = {
  401: 'sign-in-required',
  403: 'forbidden',
  412: 'precondition-failed',
  429: 'too-many-requests',
};

/** An error as a person reads it: what happened, what to do, a code to quote. */
export function describeProblem(error: unknown, language: Language): ProblemWords {
  if (error instanceof NoConnection) return { ...pick('no-connection', language), code: error.code };
  if (error instanceof ApiProblem) {
    const code = error.instance ? `${error.code} · ${error.instance}` : error.code;
    // Our own words follow the language at once; the server's title is in the one of the request.
    if (!byCode[error.code] && error.title) return { what: error.title, remedy: '', code };
    return { ...pick(byCode[error.code] ? error.code : (byStatus[error.status] ?? 'unexpected'), language), code };
  }
  return { ...pick('unexpected', language), code: error instanceof Error ? error.name : 'unknown' };
}

const pick = (code: string, language: Language) => (byCode[code] ?? (byCode.unexpected as Words))[language];
