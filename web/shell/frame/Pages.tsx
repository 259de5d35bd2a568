import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ComponentType, type LazyExoticComponent, lazy, Suspense, useEffect, useRef } from 'react';
import { matchPath, Navigate, Route, Routes, useLocation } from 'react-router';
import { FirstPassword } from '../access/FirstPassword.tsx';
import { SignIn } from '../access/SignIn.tsx';
import { SignInAgain } from '../access/SignInAgain.tsx';
import type { PageDefinition } from '../module.ts';
import { useLanguage, useText } from '../preferences.tsx';
import { sessionQuery, useSession } from '../session.ts';
import { ErrorState } from '../widgets/ErrorState.tsx';
import { Loading } from '../widgets/Loading.tsx';
import { PartBoundary } from '../widgets/Part.tsx';
import { PageContext, useModules } from './context.ts';
import { Frame } from './Frame.tsx';
import { mayOpen, menuOf } from './pages.ts';
import { Forbidden, NotFound, Nothing } from './Refusals.tsx';
import { text } from './text.ts';
import { useTitle } from './title.ts';

/** All routes, once it is known who is here. */
export function Pages() {
  const session = useQuery(sessionQuery);
  const language = useLanguage();
  const client = useQueryClient();
  usePageAtOnce();
  // biome-ignore lint/correctness/useExhaustiveDependencies: answers carry words in the reader's language
  useEffect(() => {
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  }, [language, client]);
  if (session.data?.mustChangePassword) return <FirstPassword />;
  if (session.data) return <KnownPages />;
  return (
    <div className="ln-alone">
      {session.isError ? (
        <ErrorState error={session.error} safe="" onRetry={() => session.refetch()} />
      ) : (
        <Loading shape="page" rows={5} onRetry={() => session.refetch()} />
      )}
    </div>
  );
}

/** The code of the page that is asked for comes while the session is still being asked for, not after it. */
function usePageAtOnce() {
  const modules = useModules();
  const { pathname } = useLocation();
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    const page = modules.flatMap(({ pages }) => pages).find(({ path }) => matchPath(path, pathname));
    // Should it fail, it is asked for again, and told, where the page is drawn.
    page?.load().catch(() => undefined);
  }, [modules, pathname]);
}

function KnownPages() {
  const pages = useModules().flatMap((module) => module.pages);
  return (
    <>
      <Routes>
        <Route path="/" element={<Start />} />
        <Route path="/sign-in" element={<SignInPage />} />
        {pages
          .filter(({ path }) => path !== '/')
          .map((page) => (
            <Route key={page.path} path={page.path} element={<Page page={page} />} />
          ))}
        <Route
          path="*"
          element={
            <Frame>
              <NotFound />
            </Frame>
          }
        />
      </Routes>
      <SignInAgain />
    </>
  );
}

/** '/' is the first page of the reader's menu, or leads to it; the public's too, where it may read something. */
function Start() {
  const session = useSession();
  const first = menuOf(useModules(), session)[0]?.pages[0];
  const { search } = useLocation();
  if (first?.path === '/') return <Page page={first} />;
  if (first) return <Navigate to={{ pathname: first.path, search }} replace />;
  if (!session.user) return <SignIn />;
  return (
    <Frame>
      <Nothing />
    </Frame>
  );
}

function SignInPage() {
  const { user } = useSession();
  const next = new URLSearchParams(useLocation().search).get('next');
  if (user) return <Navigate to={next?.startsWith('/') && !next.startsWith('//') ? next : '/'} replace />;
  return <SignIn />;
}

const loaded = new WeakMap<PageDefinition, LazyExoticComponent<ComponentType>>();
function componentOf(page: PageDefinition) {
  let component = loaded.get(page);
  if (!component) {
    component = lazy(async () => ({ default: await page.load() }));
    loaded.set(page, component);
  }
  return component;
}

function Page({ page }: { page: PageDefinition }) {
  const t = useText(text);
  const language = useLanguage();
  const session = useSession();
  const { pathname } = useLocation();
  const title = page.title(language);
  useTitle(title);
  if (!mayOpen(page, session)) {
    if (!session.user) return <SignIn note={t.forbiddenAnonymous} />;
    return (
      <Frame>
        <Forbidden page={title} permission={page.permission ?? ''} />
      </Frame>
    );
  }
  const Content = componentOf(page);
  const content = (
    <PartBoundary key={pathname} name={title}>
      <Suspense fallback={<Loading shape="page" rows={6} what={title} />}>
        <Content />
      </Suspense>
    </PartBoundary>
  );
  return <PageContext value={page}>{page.bare ? content : <Frame>{content}</Frame>}</PageContext>;
}
