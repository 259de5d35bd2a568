import type { Text } from './problem-text-work.ts';

/** Forms, rosters and rounds: what is told when something of theirs is refused. */
export const FORMS: Text = {
  'form-invalid': {
    zh: '报表定义有错，没有保存。请按标出的行改正。',
    en: 'The form has mistakes and was not saved; mend the lines marked.',
  },
  'form-id-differs': {
    zh: '正文里的代码是 {id}，与所改的报表不是同一张。',
    en: 'The text is of form {id}, not of the one being changed.',
  },
  'form-region-needed': {
    zh: '请选这张报表归哪个地区管理。',
    en: 'Choose the region that keeps this form.',
  },
  'form-of-another-region': {
    zh: '这张报表由别的地区制定，不能在所选地区使用。',
    en: 'This form is kept by a region that the chosen one does not lie in.',
  },
  'form-reporters-differ': {
    zh: '名录里已有另一种填报单位（企业或地区），不能改。请另建一张表。',
    en: 'The roster holds the other kind of reporters (firms or regions); make another form.',
  },
  'form-retired': { zh: '这张报表已经停用。', en: 'This form has been ended.' },
  'form-used-already': {
    zh: '{region}从 {from} 起已经在用这张报表，同一家会收到两份。请改月份，或先结束那一处。',
    en: '{region} collects by this form since {from}; everybody would be asked twice. Change the months or end that first.',
  },
  'form-use-has-rounds': {
    zh: '已经有开放填报的期，不能删除，也不能提前到那之前结束。请把终止月份写在最后一期之后。',
    en: 'Rounds are open already; let it end after the last of them.',
  },
  'form-not-used-here': {
    zh: '这张报表那个月不在这个地区使用，请先设置使用范围。',
    en: 'The form is not collected in this region then; say so first where it is used.',
  },
  'form-not-valid-then': {
    zh: '那个月没有有效的版次，请看报表的有效期。',
    en: 'No edition of the form is valid in that month.',
  },
  'form-without-register': {
    zh: '这张报表没有写从哪张登记表选填报单位，名录请手工维护。',
    en: 'The form names no register of reporters; keep the roster by hand.',
  },
  'months-reversed': { zh: '终止月份早于起始月份。', en: 'The last month lies before the first.' },
  'reporter-unknown': {
    zh: '没有这个信用代码的单位，请核对，或先登记到企业名录。',
    en: 'Nobody has this credit code; check it, or enter the firm in the registry first.',
  },
  'reporter-not-asked': {
    zh: '填报单位的种类不对：这张表要么由企业填报，要么由地区填报。',
    en: 'The wrong kind of reporter: a form is reported either by firms or by regions.',
  },
  'reporter-of-another-region': {
    zh: '这家企业不在所选地区生产经营，由所在地填报。',
    en: 'This firm does not work in the chosen region; it reports where it does.',
  },
  'reporter-elsewhere': {
    zh: '这家企业同一个月已在{region}填报，不能在两地填报。',
    en: 'This firm reports in {region} in the same month; it cannot report in two places.',
  },
  'roster-overlaps': {
    zh: '名录里已有这个单位，月份重叠。',
    en: 'The reporter is on the roster already in these months.',
  },
  'roster-frozen': {
    zh: '名录年内冻结。新建投产、注销迁出等年内增减，请写明原因。',
    en: 'The roster is frozen within a year; say why somebody comes or goes.',
  },
  'roster-in-use': {
    zh: '已有 {count} 张表开始填或已提交，不能去掉。请写终止月份。',
    en: '{count} returns have been begun or handed in; give the line a last month instead.',
  },
  'period-of-another-rhythm': {
    zh: '报告期不对：月报写 2025-08，季报写 2025Q3，半年报写 2025H1，年报写 2025。',
    en: 'The period is of another rhythm: write 2025-08, 2025Q3, 2025H1 or 2025.',
  },
  'period-exempt': { zh: '这个月免报。', en: 'No report is made for this month.' },
  'period-not-begun': { zh: '这一期还没有到。', en: 'This period has not come yet.' },
  'calendar-year-missing': {
    zh: '{year} 年的工作日安排还没有录入，不能定截止日期。请管理员先维护工作日历。',
    en: 'The working days of {year} are not known yet, so no date can be set; an administrator adds them.',
  },
  'due-before-opening': { zh: '截止日期早于开放填报的日子。', en: 'The due date lies before the opening.' },
  'release-before-due': { zh: '公布时间早于截止日期。', en: 'The release lies before the due date.' },
  'round-released': { zh: '这一期已经公布，不能再改日期。', en: 'The round has been released; its dates stand.' },
};
