import { generatePath, useParams } from 'react-router';
import { Link } from '../Link.tsx';
import { useLanguage, useText } from '../preferences.tsx';
import { useModules, usePage } from './context.ts';
import { useCrumbNames } from './crumb-names.ts';
import { trailOf } from './pages.ts';
import { text } from './text.ts';

/** Where the page is; only below the second level. */
export function Crumbs() {
  const t = useText(text);
  const language = useLanguage();
  const modules = useModules();
  const page = usePage();
  const params = useParams();
  const { nameOf, aboveOf } = useCrumbNames();
  if (!page?.parent) return null;
  const trail = trailOf(modules, page, (one) => aboveOf(generatePath(one.path, params)) ?? one.parent);
  return (
    <nav className="ln-crumbs ln-small" aria-label={t.breadcrumb}>
      <span>{t.entries[trail[0]?.entry ?? page.entry]}</span>
      {trail.map((above) => {
        const path = generatePath(above.path, params);
        return (
          <span key={above.path}>
            <span aria-hidden="true">›</span> <Link to={path}>{nameOf(path) ?? above.title(language)}</Link>
          </span>
        );
      })}
    </nav>
  );
}
