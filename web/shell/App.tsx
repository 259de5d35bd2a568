import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { BrowserRouter } from 'react-router';
import { AntdTheme } from './AntdTheme.tsx';
import { ModulesContext } from './frame/context.ts';
import { Pages } from './frame/Pages.tsx';
import type { WebModule } from './module.ts';
import { PreferencesProvider } from './preferences.tsx';
import { ApiProblem } from './problem.ts';
import { PartBoundary } from './widgets/Part.tsx';
import { ProvenanceLoadersContext } from './widgets/provenance.ts';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      // A refusal stays a refusal; only a lost connection or a fault of the server is worth a second try.
      retry: (failures, error) => failures < 1 && !(error instanceof ApiProblem && error.status < 500),
    },
  },
});

/** The whole web application around the modules it is given. */
export function App({ modules }: { modules: readonly WebModule[] }) {
  const loaders = Object.assign({}, ...modules.map((module) => module.provenance ?? {}));
  return (
    <StrictMode>
      <PreferencesProvider>
        <AntdTheme>
          <PartBoundary>
            <QueryClientProvider client={client}>
              <BrowserRouter>
                <ModulesContext value={modules}>
                  <ProvenanceLoadersContext value={loaders}>
                    <Pages />
                  </ProvenanceLoadersContext>
                </ModulesContext>
              </BrowserRouter>
            </QueryClientProvider>
          </PartBoundary>
        </AntdTheme>
      </PreferencesProvider>
    </StrictMode>
  );
}
