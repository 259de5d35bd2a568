/** Targets without a digit: 全覆盖, 全面普及, 全面电动化, 清零. They read as 100 %. */
import type { RawQuantity } from './quantity.ts';

const pattern =
  /(?:基本)?(?:实现)?(?:全覆盖|全域覆盖|全量覆盖|全面普及|全面覆盖|全面达标|全面应用|全面使用|全面采用|全面更换|全面淘汰|全面替代|全面联网|全面接入|全面达到|全部(?:实现)?(?:接入|使用|采用|采用|更新为|更换为|达标|覆盖|电动化|建成|纳入|完成|配备|投用|联网|淘汰|退出|更换|替换|改造完成|具备|预留|配置|安装|实行|上线|开放|持证|消除|整改|办结|开通|通达|通|实现)|全面实现(?:自主可控|国产替代|互联互通|一网通办|达标|联网)|全面(?:实现)?[^，；。、的\d]{1,6}?化(?![改监工进建产技管治])|(?:动态)?清零|均(?:使用|采用|配备|达标|接入|实现电动化|实现[^，；。\d]{1,6}化)|(?<=企业|单位|园区|公司)全面建立|零排放目标|全部(?:为|是)(?=新能源|纯电动|电动|清洁|氢))/g;

const activity =
  /^(?:行动|工作|检查|排查|走访|活动|改革|战略|发展|转型|改造|提升|建设|水平|程度|进程|管理|治理|监管|推进|升级|布局)/;
const notState = /全面(?:深化|强化|优化|细化|固化|量化|亮化|净化|美化|转化|消化|现代化|推进|实施|融入|参与|带动)/;

/** Implicit quantities in s[from, to) that no digit of the same clause already states. */
export const findImplicit = (s: string, from: number, to: number, numbers: readonly RawQuantity[]): RawQuantity[] => {
  const text = s.slice(from, to);
  if (!/全|清零|均/.test(text)) return [];
  const found: RawQuantity[] = [];
  for (const match of text.matchAll(pattern)) {
    const word = match[0];
    const start = from + match.index;
    const end = start + word.length;
    if (notState.test(word) || activity.test(s.slice(end, end + 2)) || isQuoted(s, start, from)) continue;
    if (/化$/.test(word) && /^(?:转|改|升|水|进|程|管|监|发|提|建|推|、)/.test(s.charAt(end))) continue;
    if (
      numbers.some(
        (number) =>
          number.end <= start &&
          start - number.end < 8 &&
          number.unit === '%' &&
          !/[，；、]/.test(s.slice(number.end, start)),
      )
    )
      continue;
    if (
      numbers.some(
        (number) => number.start >= start && number.start - end < 3 && !/[，；、]/.test(s.slice(end, number.start)),
      )
    )
      continue;
    found.push({
      start,
      end,
      value: 100,
      valueMax: null,
      scale: '',
      factor: 1,
      unit: '%',
      group: 'ratio',
      more: false,
      form: 'implicit',
    });
  }
  return found;
};

const isQuoted = (s: string, at: number, from: number): boolean => {
  for (let i = at - 1; i >= from && i > at - 16; i--) {
    if (s.charAt(i) === '”') return false;
    if (s.charAt(i) === '“') return true;
  }
  return false;
};

/** True when the words soften the whole: 基本全覆盖 is about 100 %. */
export const isBasically = (s: string, clauseStart: number, end: number): boolean =>
  s.slice(Math.max(clauseStart, end - 20), end).includes('基本');
