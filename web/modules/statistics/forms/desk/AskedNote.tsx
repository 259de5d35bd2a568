import type { ReturnListItem } from '../../../../../server/modules/statistics/returns/model.ts';
import { Link } from '../../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import { periodWords } from '../../quantity.ts';
import { text } from '../text.ts';

/** Before all else: questions that wait for the reporter's answer, and what the bureau has asked for again. */
export function AskedNote({
  asked,
  waiting,
}: {
  asked: readonly ReturnListItem[];
  waiting: readonly ReturnListItem[];
}) {
  const t = useText(text).desk;
  const language = useLanguage();
  const questions = asked.reduce((sum, { openQuestions }) => sum + openQuestions, 0);
  const reminded = waiting.filter(({ remindedAt }) => remindedAt !== null);
  if (questions === 0 && reminded.length === 0) return null;
  const links = (items: readonly ReturnListItem[]) =>
    items.map((one, index) => (
      <span key={one.id}>
        {index > 0 ? t.listComma : ''}
        <Link to={`/returns/${one.id}`}>
          {periodWords(one.period, language)} {one.form.name}
        </Link>
      </span>
    ));
  return (
    <div className="ln-warning">
      {questions > 0 ? (
        <p>
          <b>{t.asked(questions)}</b> {links(asked)}
        </p>
      ) : null}
      {reminded.length > 0 ? (
        <p>
          <b>{t.remindedAll(reminded.length)}</b> {links(reminded)}
        </p>
      ) : null}
    </div>
  );
}
