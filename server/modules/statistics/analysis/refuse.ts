import { unprocessable } from '../../../kernel/errors.ts';
import type { Locale } from '../text.ts';
import type { ProblemCode } from './axes.ts';
import { textFor } from './text.ts';

/** @throws AppError 422 with the reader's words for why the question has no answer. */
export function refuse(code: ProblemCode, text: string, locale: Locale): never {
  const message = textFor(locale).problems[code](text);
  throw unprocessable(code, message, [{ field: 'body', code, message }]);
}
