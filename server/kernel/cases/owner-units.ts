import type { Names } from '../signals/contract.ts';

/** Code list `owner-unit`: whose business something is, where the subject names no unit of its own. */
const OWNER_UNITS: Readonly<Record<string, Names>> = {
  lead: { zh: '产业联席会议办公室（专班）', en: 'Cluster lead office' },
  industry: { zh: '经信部门', en: 'Industry and information' },
  reform: { zh: '发改部门', en: 'Development and reform' },
  science: { zh: '科技部门', en: 'Science and technology' },
  commerce: { zh: '商务部门', en: 'Commerce' },
  investment: { zh: '招商投资促进部门', en: 'Investment promotion' },
  resources: { zh: '自然资源部门', en: 'Natural resources' },
  energy: { zh: '能源部门', en: 'Energy' },
  ecology: { zh: '生态环境部门', en: 'Ecology' },
  finance: { zh: '财政部门', en: 'Finance' },
  'local-finance': { zh: '地方金融管理部门', en: 'Local finance' },
  talent: { zh: '人社和人才部门', en: 'Human resources' },
  education: { zh: '教育部门', en: 'Education' },
  market: { zh: '市场监管部门', en: 'Market regulation' },
  transport: { zh: '交通运输部门', en: 'Transport' },
  police: { zh: '公安交管部门', en: 'Traffic police' },
  housing: { zh: '住建部门', en: 'Housing and construction' },
  data: { zh: '数据管理部门', en: 'Data bureau' },
  park: { zh: '园区管委会', en: 'Park committee' },
  government: { zh: '本级政府', en: 'Government of the level' },
  operator: { zh: '运营企业', en: 'Operator' },
};

/** A kind of unit in words; its code where the list does not have it. */
export const unitKindWords = (unitKind: string, locale: 'zh' | 'en'): string =>
  OWNER_UNITS[unitKind]?.[locale] ?? unitKind;

/** Who is in charge, in words: the unit that the subject names, else the kind of unit and the region, 经信部门 · 路桥区. */
export function unitWords(
  of: { readonly unit: string | null; readonly unitKind: string; readonly regionName: string },
  locale: 'zh' | 'en',
): string {
  return of.unit ?? `${unitKindWords(of.unitKind, locale)} · ${of.regionName}`;
}
