import { Link, useGo } from '../Link.tsx';
import { type TextSize, textScale, usePreferences, useText } from '../preferences.tsx';
import { useSession } from '../session.ts';
import { useTodo } from '../todo.ts';
import { Flyout } from '../widgets/Flyout.tsx';
import { BellIcon, CheckIcon, MenuIcon, SearchIcon } from '../widgets/icons.tsx';
import { SyntheticMark } from '../widgets/SyntheticMark.tsx';
import { Brand } from './Brand.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { MonthPicker } from './MonthPicker.tsx';
import { RegionPicker } from './RegionPicker.tsx';
import { text } from './text.ts';
import { UserMenu } from './UserMenu.tsx';

/** 48 px: brand, region, data month, the demonstration mark, search, what waits, text size, language, user. */
export function TopBar({ onMenu, onSearch }: { onMenu: () => void; onSearch: () => void }) {
  const t = useText(text);
  const session = useSession();
  const go = useGo();
  const todo = useTodo();
  return (
    <header className="ln-top">
      <button type="button" className="ln-icon-button ln-top-menu" onClick={onMenu} aria-label={t.openMenu}>
        <MenuIcon size={18} />
      </button>
      <Link to="/" className="ln-brand">
        <Brand />
        <span>{t.brand}</span> <small>{t.brandNote}</small>
      </Link>
      <span className="ln-top-second">
        <RegionPicker />
        <MonthPicker />
      </span>
      {session.syntheticData ? <SyntheticMark large /> : null}
      <span className="ln-grow" />
      <button type="button" className="ln-top-search" onClick={onSearch}>
        <SearchIcon size={15} />
        <span>{t.search}</span>
        <kbd>Ctrl K</kbd>
      </button>
      {todo > 0 ? (
        <button type="button" className="ln-bell ln-small" onClick={() => go('/work')}>
          <BellIcon size={17} /> <span>{t.todo}</span> <b>{todo}</b>
        </button>
      ) : null}
      <span className="ln-top-second">
        <TextSizePicker />
        <LanguageSwitch />
      </span>
      <UserMenu />
      <span className="ln-top-break" />
    </header>
  );
}

function TextSizePicker() {
  const t = useText(text);
  const { textSize, prefer } = usePreferences();
  const sizes = Object.keys(textScale) as TextSize[];
  return (
    <Flyout
      className="ln-top-plain ln-top-size"
      align="right"
      label={
        <>
          <span className="ln-top-long">{t.textSize}</span> A⁺{' '}
          <span className="ln-hidden">{t.textSizes[textSize]}</span>
        </>
      }
    >
      {(close) => (
        <div className="ln-options">
          {sizes.map((size) => (
            <button
              key={size}
              type="button"
              className="ln-option"
              aria-pressed={size === textSize}
              onClick={() => {
                prefer({ textSize: size });
                close();
              }}
            >
              <span className="ln-grow" style={{ fontSize: `${textScale[size] / textScale[textSize]}em` }}>
                {t.textSizes[size]}
              </span>
              {size === textSize ? <CheckIcon size={14} /> : null}
            </button>
          ))}
        </div>
      )}
    </Flyout>
  );
}
