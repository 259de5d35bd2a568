import { useId, useState } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import { text } from '../library-text.ts';
import './library.css';

export interface ComboOption {
  value: string;
  label: string;
  note?: string | undefined;
}

export interface ComboProps {
  /** From `Field`, or a name of its own. */
  id?: string | undefined;
  label?: string;
  describedBy?: string | undefined;
  invalid?: boolean | undefined;
  /** What is chosen now, in words. */
  shown: string;
  options: readonly ComboOption[];
  placeholder?: string;
  onQuery?: (query: string) => void;
  onPick: (option: ComboOption) => void;
  /** What is typed may be taken as it is. */
  free?: boolean;
  /** The field empties after a choice: to add one after the other. */
  adding?: boolean;
}

/** A field that finds one of many while typing: a combobox by the book. */
export function Combo(props: ComboProps) {
  const t = useText(text).combo;
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const listId = useId();
  const open = typed !== null;
  const found = open ? matching(props, typed.trim()) : [];
  const type = (value: string) => {
    setTyped(value);
    setActive(0);
    props.onQuery?.(value.trim());
  };
  const close = () => {
    setTyped(null);
    props.onQuery?.('');
  };
  const pick = (option: ComboOption) => {
    close();
    props.onPick(option);
  };
  /** Whether the key was for the list. */
  const onKey = (key: string): boolean => {
    if (!open) {
      if (key === 'ArrowDown') type('');
      return key === 'ArrowDown';
    }
    if (key === 'ArrowDown') setActive(Math.min(active + 1, found.length - 1));
    else if (key === 'ArrowUp') setActive(Math.max(active - 1, 0));
    else if (key === 'Escape') close();
    else if (key === 'Enter') {
      const option = found[active];
      if (option) pick(option);
    } else return false;
    return true;
  };
  return (
    <div className="pl-combo">
      <input
        id={props.id}
        className="ln-input"
        role="combobox"
        aria-label={props.id ? undefined : props.label}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid}
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={open && found[active] ? `${listId}-${active}` : undefined}
        autoComplete="off"
        placeholder={props.placeholder}
        value={typed ?? (props.adding ? '' : props.shown)}
        onClick={() => (open ? undefined : type(''))}
        onBlur={() => {
          const own = typed?.trim();
          close();
          if (props.free && !props.adding && own) props.onPick({ value: own, label: own });
        }}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (!onKey(event.key)) return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <span className="ln-hidden" aria-live="polite">
        {open ? t.count(found.length) : ''}
      </span>
      {open ? (
        <div id={listId} role="listbox" aria-label={props.label ?? t.choices} className="pl-combo-list">
          {found.map((option, index) => (
            <div
              key={option.value}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className="pl-combo-option"
              onPointerDown={(event) => {
                event.preventDefault();
                pick(option);
              }}
              onMouseEnter={() => setActive(index)}
            >
              <span>{option.label}</span>
              {option.note ? <span className="ln-caption ln-third">{option.note}</span> : null}
            </div>
          ))}
          {found.length === 0 ? (
            <div
              role="option"
              aria-selected={false}
              aria-disabled="true"
              tabIndex={-1}
              className="pl-combo-option ln-third"
            >
              {t.none}
            </div>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

const most = 30;

function matching({ options, onQuery, free }: ComboProps, typed: string): ComboOption[] {
  const words = typed.toLowerCase();
  // With a query the server has chosen already.
  const fitting = onQuery ? options : options.filter(({ label }) => label.toLowerCase().includes(words));
  const shown = fitting.slice(0, most);
  const isNew = free && words !== '' && !options.some(({ label }) => label.toLowerCase() === words);
  return isNew ? [{ value: typed, label: typed }, ...shown] : shown;
}
