/** A refusal the client can act on. The error handler turns it into problem details (RFC 9457). */
export interface FieldProblem {
  /** JSON path or column of the offending value. */
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** Carries an HTTP status, a stable kebab-case `code` that is never translated, and what would be right. */
export class AppError extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly FieldProblem[];
  readonly params: Readonly<Record<string, string | number>>;

  constructor(
    status: number,
    code: string,
    message: string,
    extra: {
      errors?: readonly FieldProblem[];
      params?: Record<string, string | number>;
      cause?: unknown;
    } = {},
  ) {
    super(message, extra.cause === undefined ? undefined : { cause: extra.cause });
    this.name = 'AppError';
    this.status = status;
    this.code = code;
    this.errors = extra.errors ?? [];
    this.params = extra.params ?? {};
  }
}

export const badRequest = (code: string, message: string, errors: readonly FieldProblem[] = []) =>
  new AppError(400, code, message, { errors });
export const unauthenticated = () => new AppError(401, 'sign-in-required', 'Sign in to continue.');
export const forbidden = (code = 'not-permitted', message = 'Your role does not permit this.') =>
  new AppError(403, code, message);
export const notFound = (kind: string, id: string) =>
  new AppError(404, `${kind}-not-found`, `No ${kind} ${id} that you may see.`, { params: { id } });
export const conflict = (code: string, message: string) => new AppError(409, code, message);
export const changedMeanwhile = (kind: string) =>
  new AppError(412, `${kind}-changed-meanwhile`, `The ${kind} was changed by someone else; load it again.`);
export const unprocessable = (code: string, message: string, errors: readonly FieldProblem[] = []) =>
  new AppError(422, code, message, { errors });
