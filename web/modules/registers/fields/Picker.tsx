import { useId, useState } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import { text } from './text.ts';

interface PickOption {
  value: string;
  label: string;
  note?: string | undefined;
}

interface PickerProps {
  /** From `Field`. */
  attributes: { id: string; 'aria-invalid': boolean | undefined; 'aria-describedby': string | undefined };
  /** What is chosen now, in words. */
  shown: string;
  options: readonly PickOption[];
  placeholder?: string;
  /** The server chooses by what is typed; without it the options are searched here. */
  onQuery?: (query: string) => void;
  /** null: nothing is chosen any more. */
  onPick: (option: PickOption | null) => void;
  /** The field empties after a choice: to add one after the other. */
  adding?: boolean;
  /** What is typed may be taken as it is. */
  free?: boolean;
}

const most = 40;

/** A field that finds one of many while typing: a combobox by the book. */
export function Picker(props: PickerProps) {
  const t = useText(text);
  const listId = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const open = typed !== null;
  const words = (typed ?? '').trim().toLowerCase();
  const fitting = props.onQuery ? props.options : props.options.filter((one) => fits(one, words));
  const isNew = props.free === true && words !== '' && !fitting.some(({ label }) => label.toLowerCase() === words);
  const own: PickOption[] = isNew ? [{ value: (typed ?? '').trim(), label: (typed ?? '').trim() }] : [];
  const found = open ? [...fitting.slice(0, most), ...own] : [];
  const type = (value: string) => {
    setTyped(value);
    setActive(0);
    props.onQuery?.(value.trim());
  };
  const close = () => setTyped(null);
  const pick = (option: PickOption) => {
    close();
    props.onPick(option);
  };
  const leave = () => {
    if (typed === '' && !props.adding && props.shown !== '') props.onPick(null);
    close();
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
    <div className="reg-picker">
      <input
        {...props.attributes}
        className="ln-input"
        role="combobox"
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={open && found[active] ? `${listId}-${active}` : undefined}
        autoComplete="off"
        placeholder={props.placeholder}
        value={typed ?? (props.adding ? '' : props.shown)}
        onClick={() => (open ? undefined : setTyped(props.adding ? '' : props.shown))}
        onFocus={(event) => event.target.select()}
        onBlur={leave}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (!onKey(event.key)) return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <span className="ln-hidden" aria-live="polite">
        {open ? t.found(found.length) : ''}
      </span>
      {open ? (
        <div id={listId} role="listbox" aria-label={props.placeholder ?? t.choose} className="reg-picker-list">
          {found.map((option, index) => (
            <div
              key={option.value}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className="reg-picker-option"
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
              className="reg-picker-option ln-third"
            >
              {t.noMatch}
            </div>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

const fits = ({ value, label }: PickOption, words: string) =>
  label.toLowerCase().includes(words) || value.toLowerCase().includes(words);
