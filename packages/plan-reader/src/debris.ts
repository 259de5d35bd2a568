/** What a web page leaves between the lines of a plan: menus, share buttons, counters, imprint. */

const marks =
  '分享到，字号，字体，【打印，打印正文，打印本页，关闭窗口，发布时间，发布日期，发文日期，成文日期，浏览次数，浏览量，点击数，点击量，访问量，上一篇，下一篇，主办单位，承办单位，技术支持，ICP备，公网安备，网站标识码，版权所有，当前位置，您的位置，您所在的位置，无障碍，长者模式，长者版，适老，简体，繁体，扫一扫，二维码，责任编辑，信息来源，来源：，语音播报，门户网站，点击右上角，注销，继续访问，是否继续，我要纠错，收藏本页，网站地图，联系我们，设为首页，加入收藏，返回顶部，政务公开 >，首页 >，首页>，政策解读 >，索引号，主题分类，发布机构，信息公开，欢迎您，点击我，Copyright，微信扫码，相关链接，相关附件，附件下载，打印 ，邮政编码，解读机构，阅读次数，【字体，[打印，[关闭'.split(
    '，',
  );

/** - 3 -, 第3页: what a printed page leaves at its foot. */
const pageNumber = /^(?:-{0,2}\s*\d{1,3}\s*-{0,2}|第\s*\d{1,3}\s*页(?:\s*共\s*\d{1,3}\s*页)?)$/;

/** 第一章 总体要求......5: a line of the table of contents. */
const contents = /(?:\.{4,}|·{4,}|…{2,})\s*\d{1,3}$/;

/** Words that only a line of the plan itself would hold beside them. */
const sentenceEnd = /[。；]/;

/** True for a line (normalised, trimmed) that is web-page furniture and no part of the plan. */
export const isDebris = (line: string): boolean => {
  if (line.length > 160) return false;
  if (line.length < 12 && pageNumber.test(line)) return true;
  if (contents.test(line)) return true;
  if (sentenceEnd.test(line) && line.length > 40) return false;
  return marks.some((mark) => line.includes(mark));
};

/** Length of a word processor's bookmark ([bookmark: _Toc1]) at `at`, or 0. */
export const bookmarkLength = (line: string, at: number): number => {
  if (!line.startsWith('[bookmark：', at) && !line.startsWith('[bookmark:', at)) return 0;
  const close = line.indexOf(']', at);
  return close > at && close - at < 80 ? close + 1 - at : 0;
};
