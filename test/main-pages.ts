import type { Shared } from './shared.ts';

export interface MainPage {
  readonly name: string;
  readonly path: string;
}

/** The pages that looks and words are checked on, each with content, for an administrator. */
export async function mainPages({ server, planPath }: Shared): Promise<readonly MainPage[]> {
  const answer = await fetch(`${server.url}/api/v1/plans/targets?limit=1`);
  const { items } = (await answer.json()) as { items: { id: string; planId: string }[] };
  const [target] = items;
  return [
    { name: 'cockpit', path: '/?region=330000' },
    { name: 'work', path: '/work' },
    { name: 'signals', path: '/signals' },
    { name: 'rules', path: '/signals/rules' },
    { name: 'settings', path: '/settings' },
    { name: 'webhooks', path: '/system/webhooks' },
    { name: 'ledger', path: '/targets' },
    { name: 'target', path: `/targets/${target?.id}` },
    { name: 'review', path: `${planPath}/review` },
    { name: 'library', path: '/plans' },
    { name: 'plan', path: `/plans/${target?.planId}` },
    { name: 'upload', path: '/plans/upload' },
    { name: 'indicators', path: '/indicators' },
    { name: 'indicator', path: '/indicators/nev-output?region=330000' },
    { name: 'forms', path: '/forms?region=331000' },
    { name: 'definitions', path: '/forms/definitions' },
    { name: 'capacity', path: '/capacity?region=330000' },
    { name: 'analysis', path: '/analysis' },
    { name: 'open', path: '/open' },
    { name: 'compare', path: '/compare' },
    { name: 'tasks', path: '/tasks' },
    { name: 'responsibility', path: '/responsibility' },
    { name: 'users', path: '/system/users' },
    { name: 'audit', path: '/system/audit' },
    { name: 'health', path: '/system/health' },
  ];
}
