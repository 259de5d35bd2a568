import type { Words } from './blocks.ts';

/** Where an observation came from, in a line, in both languages: what stands in the endnote. */
export function sourceWords(source: Readonly<Record<string, unknown>>): Words {
  const note = typeof source.note === 'string' ? source.note : '';
  switch (source.kind) {
    case 'synthetic':
      return {
        zh: `演示数据（生成器 ${source.generator ?? ''}，种子 ${source.seed ?? ''}）`,
        en: `demonstration data (generator ${source.generator ?? ''}, seed ${source.seed ?? ''})`,
      };
    case 'plan':
      return { zh: `《${source.title ?? source.plan}》`, en: `plan “${source.title ?? source.plan}”` };
    case 'import':
      return { zh: note ? `导入：${note}` : '导入', en: note ? `import: ${note}` : 'import' };
    case 'entry':
      return { zh: note ? `录入：${note}` : '录入', en: note ? `entry: ${note}` : 'entry' };
    case 'register':
      return { zh: '登记表计数', en: 'counted from a register' };
    default:
      return { zh: note || '来源未注明', en: note || 'source not stated' };
  }
}

/** The catalogue's formula with names instead of codes: 「新能源汽车产量 ÷ 汽车产量」. */
export function formulaWords(formula: string, nameOf: (code: string) => Words | undefined): Words {
  const said = (lang: 'zh' | 'en') =>
    formula
      .replace(/\[([a-z0-9-]+)[^\]]*\]/g, (_, code: string) => nameOf(code)?.[lang] ?? code)
      .replaceAll(' / ', ' ÷ ')
      .replaceAll(' * ', ' × ');
  return { zh: `按公式计算：${said('zh')}`, en: `computed: ${said('en')}` };
}
