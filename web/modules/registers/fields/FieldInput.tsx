import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Field } from '../../../shell/widgets/Field.tsx';
import { nameOf, unitOf } from '../values.ts';
import { singleControl } from './controls.ts';
import { ManyControl } from './ManyControl.tsx';
import { text } from './text.ts';
import type { FieldInputProps } from './types.ts';

/** The control of a field's type, with label, unit, hint and error tied to it. */
export function FieldInput(props: FieldInputProps) {
  const { field, compact = false } = props;
  const t = useText(text);
  const language = useLanguage();
  const name = props.label ?? nameOf(field, language);
  const unit = unitOf(field);
  const Control = field.many ? ManyControl : singleControl(field.type);
  const hint = compact ? undefined : (field.hint ?? (field.type === 'period' ? t.periodHint : undefined));
  return (
    <Field
      label={
        compact ? (
          <span className="ln-hidden">{name}</span>
        ) : (
          <>
            {name}
            {field.required ? (
              <>
                {' '}
                <span className="reg-required" title={t.required}>
                  *
                </span>
                <span className="ln-hidden">{t.required}</span>
              </>
            ) : null}
          </>
        )
      }
      error={props.error}
      hint={hint}
      {...(unit && !compact ? { unit } : {})}
    >
      {(attributes) => <Control {...props} attributes={attributes} />}
    </Field>
  );
}
