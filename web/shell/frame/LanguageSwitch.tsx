import { usePreferences, useText } from '../preferences.tsx';
import { text } from './text.ts';

/** 中/EN. */
export function LanguageSwitch() {
  const t = useText(text);
  const { language, prefer } = usePreferences();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <button
      type="button"
      className="ln-top-plain"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => prefer({ language: other })}
    >
      {t.otherLanguage} <span className="ln-hidden">{t.otherLanguageName}</span>
    </button>
  );
}
