/** Forms of labels: counts, changes, shares, targets without a digit. */
import type { Item } from './clause.ts';
import { changeOf } from './comparator.ts';
import { measure } from './label-words.ts';
import type { Verb } from './verb.ts';

/** The word for what a counted or measured thing lacks: 数, 里程, 面积. */
const measureWord = (item: Item): string => {
  switch (item.raw.group) {
    case 'length':
      return '里程';
    case 'area':
      return '面积';
    case 'mass':
    case 'volume':
    case 'energy':
      return '量';
    case 'money':
      return '金额';
    case 'time':
      return item.raw.unit === '年' ? '年数' : '时间';
    case 'power':
      return '规模';
    case 'ratio':
      return '比例';
    case 'count':
    case 'person':
    case 'vehicle':
    case 'event':
      return item.raw.unit.includes('年') ? '年数' : '数';
    default:
      return '';
  }
};

export const changeWord = (item: Item): string => {
  const words = item.bound.before.map((word) => word.text).join('');
  const change = changeOf(item.bound);
  const period = words.includes('年均') ? '年均' : words.includes('同比') ? '同比' : '';
  if (item.raw.form === 'multiple') return '增幅';
  if (change === 'fall') return `${period}降幅`;
  if (change === 'grow') return period === '' ? '增幅' : `${period}增速`;
  return `${period}提高幅度`;
};

const lightVerbs = new Set([
  '推动',
  '推进',
  '实现',
  '支持',
  '争取',
  '组织',
  '形成',
  '有',
  '达到',
  '拥有',
  '共有',
  '现有',
  '具有',
  '具备',
  '集聚',
  '聚集',
  '争取到',
  '安排',
  '投入',
  '落实',
  '取得',
  '引导',
  '发展',
  '保有',
  '覆盖',
  '设有',
  '建有',
]);

/** Label of a share: 占全省比重, 90%依赖进口, 三分之二的企业未…. */
export const ratioLabel = (phrase: string, tail: string): string => {
  const whole = /^(.{2,})达到(.{2,})$/.exec(phrase);
  if (whole !== null) return `${whole[1]}占${whole[2]}比重`;
  if (tail === '' || measure.test(phrase)) return phrase;
  const after = tail.replace(/^的/, '').replace(/[，。；].*$/, '');
  if (phrase === '') return `${after}占比`;
  return /化$/.test(after) ? `${phrase}${after}率` : `${phrase}${after}比例`;
};

export const implicitLabel = (s: string, item: Item, phrase: string, tail: string): string => {
  const word = s.slice(item.raw.start, item.raw.end);
  const thing = phrase.replace(/(?:在|中|基本|实现)+$/, '').replace(/在(?=[^在]{2,6}$)/, '');
  const state = /全面(?:实现)?([^，；。、]{1,6}化)$/.exec(word)?.[1];
  if (state !== undefined) return `${thing}${state}率`;
  if (word.includes('普及')) return `${thing}普及率`;
  if (word.includes('清零')) return `${thing}清零率`;
  if (word.includes('建立')) return `${thing}${tail.slice(0, 12)}建立率`;
  if (/率$/.test(thing)) return thing;
  const act = /(?:全部|均)(?:实现)?(.{2,4})$/.exec(word)?.[1];
  return act !== undefined && !act.includes('覆盖') ? `${thing}${act}率` : `${thing}覆盖率`;
};

/** Label of a counted thing: noun, act and 数; an addition says so first. */
export const countLabel = (s: string, item: Item, noun: string, verb: Verb | null): string => {
  if (measure.test(noun) || /数$/.test(noun))
    return verb?.kind === 'add' && !noun.startsWith('新增') ? `新增${noun}` : noun;
  const word = measureWord(item);
  if (verb === null || lightVerbs.has(verb.text) || verb.kind === 'have') return `${noun}${word}`;
  const isSum = s.slice(Math.max(0, verb.start - 2), verb.start) === '累计';
  if (verb.kind === 'add') return `${isSum ? '累计' : ''}新增${noun}${word}`;
  return `${noun}${isSum ? '累计' : ''}${verb.text}${word}`;
};
