import ConfigProvider from 'antd/es/config-provider';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { type ReactNode, useMemo } from 'react';
import { textScale, usePreferences } from './preferences.tsx';
import { antdTheme } from './theme.ts';

/** Pop-ups of a control inside a dialog must be in that dialog: it lies above everything else. */
const popupContainer = (node?: HTMLElement) => node?.closest('dialog') ?? document.body;

/** Ant Design in our colours, sizes and language, for the pages that use it. */
export function AntdTheme({ children }: { children: ReactNode }) {
  const { mode, textSize, language } = usePreferences();
  const theme = useMemo(() => antdTheme(mode, textScale[textSize]), [mode, textSize]);
  return (
    <ConfigProvider theme={theme} locale={language === 'zh' ? zhCN : enUS} getPopupContainer={popupContainer}>
      {children}
    </ConfigProvider>
  );
}
