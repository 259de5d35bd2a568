/** Labels of a rule's own numbers: who is granted what, or which firms a threshold picks. */
import type { Item } from './clause.ts';
import { strip } from './label-words.ts';

const granteeRule =
  /(?:^|[，；。、])(?:对于|对|凡|支持)([^，。；]{2,40}?)(?:的?，|的?给予|的?按|的?一次性|的?分别|的?最高|的?实行|的?每|的?免|，|$)/g;

/** Whom the grant of this number goes to: the last 对… before it in its sentence. */
const granteeOf = (s: string, item: Item): string => {
  const lead = s.slice(item.sentenceStart, item.raw.start);
  let grantee = '';
  for (const found of lead.matchAll(granteeRule)) grantee = found[1] ?? '';
  return grantee
    .replace(
      /(?:固定资产投资|设备投资额|年产值|年营业收入|首次)?(?:首次)?(?:超过|突破|达到)?[\d,.]+[百千万亿]*(?:元|人|架|公斤|千瓦)[^的]*的?/g,
      '',
    )
    .replace(/(?:给予|按|新)$/, '')
    .replace(/^(?:新)?(?:认定|获批|引进|建)的/, (word) => word.replace('的', ''));
};

const grantRule = /(奖励|补助|补贴|资助|贴息|奖补|支持|安家补贴|生活补贴|减免|免租期|免收|免费)/;

/** What is granted, from the words after the number, then from those before it. */
const grantOf = (s: string, item: Item): string => {
  const after = s.slice(item.raw.end, Math.min(item.clauseEnd, item.raw.end + 24));
  const before = s.slice(item.clauseStart, item.raw.start);
  return (
    grantRule.exec(after)?.[1] ??
    grantRule.exec(before)?.[1] ??
    grantRule.exec(s.slice(item.sentenceStart, item.raw.start))?.[1] ??
    ''
  );
};

/** 10亿元、50亿元、100亿元的企业: the noun stands behind the last number of the list. */
const lastOfList = (head: Item): Item => {
  let last = head;
  while (last.next !== null && last.next.listHead === head && head.listLength > 1) last = last.next;
  return last;
};

/** 年营收超3000亿元的链主企业: threshold label of an attributive number, from its measure and the noun it picks. */
export const thresholdLabel = (s: string, head: Item, measured: string): string => {
  const item = lastOfList(head);
  const to =
    item.next !== null && item.next.clauseStart === item.clauseStart
      ? item.next.leadStart > item.tailStart
        ? item.next.leadEnd
        : item.next.raw.start
      : item.clauseEnd;
  const picked = strip(s.slice(item.tailStart, to).replace(/^的/, '')).replace(
    /(?:达到|数量|总数|只有|仅|不少于|不低于|不到|不足|超过|突破|仍|约).*$/,
    '',
  );
  const noun = picked.replace(/[，。；、].*$/, '').slice(0, 24);
  const measuredWord =
    measured !== ''
      ? measured
      : item.raw.group === 'money'
        ? /项目/.test(noun)
          ? '投资'
          : '规模'
        : item.raw.group === 'power'
          ? '功率'
          : item.raw.group === 'time'
            ? '年限'
            : '规模';
  return `${noun}${measuredWord}门槛`;
};

const suffixOf = (item: Item, isCeiling: boolean): string => {
  const limit = isCeiling ? '上限' : '';
  if (item.raw.group === 'ratio' || item.raw.group === 'none') return `比例${limit}`;
  if (item.raw.group === 'time') return limit === '' ? '期限' : '期限上限';
  return isCeiling ? '上限' : item.raw.group === 'compound' ? '标准' : '金额';
};

/** Does the clause grant, or limit what is granted? Else its number is a condition. */
export const isGrant = (s: string, item: Item): boolean =>
  grantRule.test(s.slice(item.clauseStart, item.clauseEnd)) ||
  item.raw.group === 'ratio' ||
  item.bound.before.some((word) => word.kind === 'atMost') ||
  !/的$/.test(s.slice(item.clauseStart, item.clauseEnd));

/** Label of a granted amount, share or term. */
export const grantLabel = (s: string, item: Item, phrase: string): string => {
  if (item.raw.group === 'length' && s.charAt(item.raw.start - 1) === '每') return `${phrase.replace(/每$/, '')}间距`;
  const head = item.listHead ?? item;
  const grant = grantOf(s, head);
  const grantee = granteeOf(s, head);
  const isCeiling =
    head.bound.before.some((word) => word.kind === 'atMost' || word.kind === 'below') ||
    head.bound.after === '以内' ||
    head.bound.after === '内';
  let core = strip(phrase.replace(/^对[^，]*?(?=按|给予|每|单)/, ''))
    .replace(/^对于?/, '')
    .replace(/(?:给予|一次性|最高|分别给予|分别|每年|享受|原则上)+$/, '')
    .replace(/不超过|不高于|不低于/g, '')
    .replace(/按照/, '按')
    .replace(grantRule, '');
  core = strip(core);
  const owner =
    grantee !== '' && !core.includes(grantee) && !grantee.includes(core) ? grantee : core === '' ? grantee : '';
  const suffix = suffixOf(item, isCeiling);
  if (/(?:利率|费率|比例|标准|服务费|面积|期|期限|有效期|时长|价格|半径)$/.test(core))
    return `${owner}${core}${isCeiling ? '上限' : ''}`;
  const words = core.startsWith('按') ? `${core}的${grant}` : `${core}${grant}`;
  return `${owner}${words}${suffix}`;
};
