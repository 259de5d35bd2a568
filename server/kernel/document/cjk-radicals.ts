/**
 * PDF fonts often map a simplified character to the look-alike in the block CJK Radicals Supplement (U+2E80–2EFF), which
 * Unicode normalisation leaves alone; those of Kangxi Radicals (U+2F00–2FD5) it does replace, 户 by its old form.
 */
const SUPPLEMENT: Readonly<Record<string, string>> = {
  '⺁': '厂',
  '⺇': '几',
  '⺌': '小',
  '⺎': '兀',
  '⺐': '尢',
  '⺒': '巳',
  '⺓': '幺',
  '⺛': '旡',
  '⺝': '月',
  '⺟': '母',
  '⺠': '民',
  '⺬': '示',
  '⺯': '糸',
  '⺷': '羊',
  '⺻': '聿',
  '⻁': '虎',
  '⻄': '西',
  '⻅': '见',
  '⻆': '角',
  '⻉': '贝',
  '⻋': '车',
  '⻒': '镸',
  '⻓': '长',
  '⻔': '门',
  '⻘': '青',
  '⻙': '韦',
  '⻚': '页',
  '⻛': '风',
  '⻜': '飞',
  '⻝': '食',
  '⻢': '马',
  '⻣': '骨',
  '⻤': '鬼',
  '⻥': '鱼',
  '⻦': '鸟',
  '⻧': '卤',
  '⻨': '麦',
  '⻩': '黄',
  '⻪': '黾',
  '⻬': '齐',
  '⻮': '齿',
  '⻰': '龙',
  '⻳': '龟',
  '⼾': '户',
};

/** The characters meant, one for one, so that lengths stay. */
export const withoutRadicals = (text: string): string =>
  text.replace(/[\u2e80-\u2eff\u2f00-\u2fd5]/g, (char) => SUPPLEMENT[char] ?? char.normalize('NFKC'));
