import { useState } from 'react';
import { useLocation } from 'react-router';
import { PasswordDialog } from '../access/PasswordDialog.tsx';
import { roleNames } from '../access/text.ts';
import { useGo } from '../Link.tsx';
import { usePreferences, useText } from '../preferences.tsx';
import { useSession, useSignOut } from '../session.ts';
import { Flyout } from '../widgets/Flyout.tsx';
import { MoonIcon, SunIcon } from '../widgets/icons.tsx';
import { text } from './text.ts';

/** Who is here: their roles, password, light or dark, and the way out. Without sign-in: the way in. */
export function UserMenu() {
  const t = useText(text);
  const roles = useText(roleNames);
  const { mode, prefer } = usePreferences();
  const { user, grants } = useSession();
  const signOut = useSignOut();
  const go = useGo();
  const { pathname } = useLocation();
  const [changing, setChanging] = useState(false);
  const theme = (close: () => void) => (
    <button
      type="button"
      className="ln-option"
      onClick={() => {
        prefer({ mode: mode === 'dark' ? 'light' : 'dark' });
        close();
      }}
    >
      {mode === 'dark' ? <SunIcon /> : <MoonIcon />} {mode === 'dark' ? t.lightMode : t.darkMode}
    </button>
  );
  if (!user) {
    return (
      <>
        <Flyout
          className="ln-icon-button"
          align="right"
          name={mode === 'dark' ? t.lightMode : t.darkMode}
          label={<SunIcon />}
        >
          {(close) => <div className="ln-options">{theme(close)}</div>}
        </Flyout>
        <button type="button" className="ln-button ln-button-small" onClick={() => go(`/sign-in?next=${pathname}`)}>
          {t.signIn}
        </button>
      </>
    );
  }
  const [scope] = grants;
  return (
    <>
      <Flyout
        className="ln-top-plain ln-user"
        align="right"
        label={
          <>
            <span className="ln-avatar" aria-hidden="true">
              {user.displayName.slice(0, 1)}
            </span>
            <span className="ln-hidden">{t.account}</span>
            <span className="ln-user-name ln-second">{user.displayName}</span>
          </>
        }
      >
        {(close) => (
          <div className="ln-options">
            <div className="ln-user-card">
              <b>{user.displayName}</b> <span className="ln-third">{user.name}</span>
              {scope ? (
                <div className="ln-caption ln-third">
                  {[...new Set(grants.map(({ role }) => roles[role] ?? role))].join('、')} {scope.region?.name}
                </div>
              ) : null}
            </div>
            {theme(close)}
            <button
              type="button"
              className="ln-option"
              onClick={() => {
                close();
                go('/settings');
              }}
            >
              {t.settings}
            </button>
            <button
              type="button"
              className="ln-option"
              onClick={() => {
                close();
                setChanging(true);
              }}
            >
              {t.changePassword}
            </button>
            <button
              type="button"
              className="ln-option"
              onClick={() => signOut.mutate(undefined, { onSuccess: () => go('/') })}
            >
              {t.signOut}
            </button>
          </div>
        )}
      </Flyout>
      {changing ? <PasswordDialog onClose={() => setChanging(false)} /> : null}
    </>
  );
}
