import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { useHotkeys } from '../../../shell/hotkeys.ts';
import { useGo } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useScope } from '../../../shell/scope.ts';
import { Part } from '../../../shell/widgets/Part.tsx';
import { cockpitQuery } from '../api.ts';
import { ScreenPicture } from '../screen/ScreenPicture.tsx';
import { text } from '../text.ts';
import '../desk.css';
import '../screen/screen.css';

/** Once a minute: what is on the wall is never older than two of these without saying so. */
const PERIOD = 60_000;

/** 大屏: 1920 x 1080 at five metres. Six facts at most, no controls but the key to leave. */
export function Screen() {
  const t = useText(text).screen;
  const language = useLanguage();
  const go = useGo();
  const { region, month } = useScope();
  const rotates = useSearchParams()[0].get('rotate') === '1';
  const query = useQuery({ ...cockpitQuery({ region, month }, language), refetchInterval: PERIOD });
  useHotkeys([{ keys: 'Escape', label: t.leave, run: () => go('/') }]);
  return (
    <main className="desk-screen" data-theme="dark">
      {query.data ? (
        <ScreenPicture
          cockpit={query.data}
          rotates={rotates}
          readAt={query.dataUpdatedAt}
          failed={query.isError}
          period={PERIOD}
        />
      ) : (
        <Part query={query} what={t.title} loading={{ shape: 'page', rows: 6 }}>
          {() => null}
        </Part>
      )}
    </main>
  );
}
