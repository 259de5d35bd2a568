/** Invented names and numbers that nobody takes for real ones: firms after the sexagenary cycle, codes never issued. */
import { usccCheckCharacter } from '@liannao/registers';
import type { Random } from '../random.ts';

const STEMS = '甲乙丙丁戊己庚辛壬癸';
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥';
const TRADES = [
  '电驱',
  '轴承',
  '制动',
  '线束',
  '电控',
  '压铸',
  '热管理',
  '座椅',
  '车灯',
  '电池',
  '传感',
  '底盘',
  '内饰',
  '模具',
  '密封',
];

/** `甲子`, `乙丑`, … sixty of them. */
export const cycleName = (n: number): string => `${STEMS[n % 10]}${BRANCHES[n % 12]}`;

/** The nth firm of a place: 900 different ones. */
export const firmName = (place: string, n: number): string =>
  `${place}${cycleName(n % 60)}${TRADES[Math.floor(n / 60) % TRADES.length]}有限公司`;

const ORGANISATION = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Check character of GB 11714, eight characters before it. */
function organisationCheck(body: string): string {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * ORGANISATION.indexOf(body.charAt(i)), 0);
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/** A credit code with right check characters whose organisation part begins with YY, which no office has given out. */
export function creditCode(region: string, n: number): string {
  const organisation = `YY${String(n).padStart(6, '0')}`;
  const body = `91${region}${organisation}${organisationCheck(organisation)}`;
  return body + usccCheckCharacter(body);
}

/** A UUID (version 4 in form) of the stream, so that the same seed gives the same entries. */
export function uuid(random: Random): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16));
  hex[12] = '4';
  hex[16] = '89ab'.charAt(Math.floor(random() * 4));
  const text = hex.join('');
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
}

export const pick = <T>(random: Random, values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
export const whole = (random: Random, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1));

/** A day between two, `2024-05-17`. */
export function day(random: Random, from: string, to: string): string {
  const low = Date.parse(from);
  return new Date(low + Math.floor(random() * (Date.parse(to) - low + 86_400_000))).toISOString().slice(0, 10);
}

export const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
