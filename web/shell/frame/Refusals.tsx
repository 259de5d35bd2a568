import { Link } from '../Link.tsx';
import { useText } from '../preferences.tsx';
import { PageHeader } from '../widgets/PageHeader.tsx';
import { text } from './text.ts';
import { useTitle } from './title.ts';

function Refusal({ title, detail, toStart = true }: { title: string; detail: string; toStart?: boolean }) {
  const t = useText(text);
  useTitle(title);
  return (
    <>
      <PageHeader title={title} />
      <div className="ln-empty">
        <p>{detail}</p>
        {toStart ? (
          <Link className="ln-button" to="/">
            {t.toStart}
          </Link>
        ) : null}
      </div>
    </>
  );
}

export function NotFound() {
  const t = useText(text);
  return <Refusal title={t.notFoundTitle} detail={t.notFound} />;
}

export function Forbidden({ page, permission }: { page: string; permission: string }) {
  const t = useText(text);
  return <Refusal title={t.forbiddenTitle} detail={t.forbidden(page, permission)} />;
}

/** Signed in, but nothing may be opened. */
export function Nothing() {
  const t = useText(text);
  return <Refusal title={t.nothingTitle} detail={t.nothing} toStart={false} />;
}
