import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { AppError, type FieldProblem } from '../errors.ts';
import { storeRefusal } from '../store/refusal.ts';
import { problemText } from './problem-text.ts';

/** Problem details (RFC 9457). `code` is stable; `title` and `detail` are in the reader's language. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  instance: string;
  errors: readonly FieldProblem[];
}

/** The one error handler. What is not ours to explain answers 500 with a number to quote, and goes to the log. */
export function answerProblem(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const known = knownRefusal(error);
  if (!known || known.status >= 500) request.log.error(error);
  else if (known.cause) request.log.warn(known.cause);
  const refusal = known ?? new AppError(500, 'internal-fault', `Quote ${request.id} when you report this.`);
  const locale = request.headers['accept-language']?.startsWith('en') ? 'en' : 'zh';
  const text = problemText(refusal.code, locale, refusal.params);
  const problem: Problem = {
    type: `urn:liannao:problem:${refusal.code}`,
    title: text ?? refusal.message,
    status: refusal.status,
    code: refusal.code,
    detail: refusal.message,
    instance: request.id,
    errors: refusal.errors,
  };
  reply.status(refusal.status).type('application/problem+json').serializer(JSON.stringify).send(problem);
}

/** For addresses that lead nowhere. */
export function refuseUnknownAddress(): never {
  throw new AppError(404, 'route-not-found', 'There is no such address.');
}

/** What the form parser says, in plain errors, of an upload that was cut off on the way or put together wrongly. */
const BROKEN_FORM =
  /^(Unexpected end of (form|multipart data|file)|Part terminated early|Malformed part header|Multipart: Boundary)/i;

function knownRefusal(error: FastifyError): AppError | null {
  const refusal = storeRefusal(error);
  if (refusal) return refusal;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((issue) => ({
      field: `${error.validationContext ?? 'body'}${issue.instancePath.replaceAll('/', '.')}`,
      code: issue.keyword ?? 'invalid',
      message: issue.message ?? 'is not valid',
    }));
    return new AppError(400, 'invalid-request', 'Some fields are not valid.', { errors });
  }
  if (error.code === 'FST_REQ_FILE_TOO_LARGE' || error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new AppError(413, 'file-too-large', 'The file is larger than this server accepts.');
  }
  if (BROKEN_FORM.test(error.message)) {
    return new AppError(400, 'form-broken', 'The form ends before it is whole, or is none.');
  }
  if (error.statusCode === 429) return new AppError(429, 'too-many-requests', 'Too many requests; wait a minute.');
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return new AppError(error.statusCode, 'invalid-request', error.message);
  }
  return null;
}
