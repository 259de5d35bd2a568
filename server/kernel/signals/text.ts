const zh = { byDefault: '默认', enabled: '启用' };
const en: typeof zh = { byDefault: 'default', enabled: 'enabled' };

export const signalText = (locale: 'zh' | 'en'): typeof zh => (locale === 'en' ? en : zh);
