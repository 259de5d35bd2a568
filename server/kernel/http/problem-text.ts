import { FORMS } from './problem-text-forms.ts';
import { RETURNS } from './problem-text-returns.ts';
import { type Text, WORK } from './problem-text-work.ts';

/** What a person reads for a stable code: what happened, and what to do. `{name}` takes a parameter. */
const TEXT: Text = {
  ...WORK,
  ...FORMS,
  ...RETURNS,
  'sign-in-required': { zh: '请先登录。', en: 'Sign in to continue.' },
  'sign-in-failed': { zh: '用户名或密码不对，请再试一次。', en: 'Wrong name or password; try again.' },
  'sign-in-locked': {
    zh: '连续多次没登录成功，请 15 分钟后再试，或请管理员重设密码。',
    en: 'Too many failed attempts; try again in 15 minutes or ask an administrator.',
  },
  'not-permitted': { zh: '您的角色不能做这件事，请找管理员授权。', en: 'Your role does not permit this.' },
  'outside-your-regions': {
    zh: '这条属于您管辖范围以外的地区，不能改。',
    en: 'This belongs to a region that you may not change.',
  },
  'foreign-site': { zh: '请求来自别的网站，已拒绝。', en: 'Sent from another site; refused.' },
  'invalid-request': { zh: '有几处填得不对，请看标出的字段。', en: 'Some fields are not valid; see those marked.' },
  'file-too-large': {
    zh: '文件太大，服务器不收（上限 {limit} MiB）。请压缩或拆开后再上传。',
    en: 'The file is larger than this server accepts (at most {limit} MiB); split it and upload again.',
  },
  'too-many-requests': { zh: '请求太频繁，请等一分钟再试。', en: 'Too many requests; wait a minute.' },
  'internal-fault': {
    zh: '系统出错了，您的数据没有被改动。请把编号告诉管理员。',
    en: 'Something failed on our side; nothing was changed. Quote the number to your administrator.',
  },
  'route-not-found': { zh: '没有这个地址。', en: 'There is no such address.' },
  'password-too-short': { zh: '密码至少 12 位。', en: 'A password needs at least 12 characters.' },
  'password-wrong': { zh: '现在的密码不对。', en: 'The current password is wrong.' },
  'password-same': { zh: '新密码和现在的一样，请换一个。', en: 'The new password is the old one; choose another.' },
  'password-change-due': {
    zh: '这个密码是别人设的，请先改成自己的。',
    en: 'This password was set by somebody else; choose your own first.',
  },
  'grant-without-place': {
    zh: '没有找到这个地区：除管理员外，每个角色都要从列表里选一个地区。',
    en: 'No such region was found: every role but the administrator’s needs one, chosen from the list.',
  },
  'region-not-found': { zh: '没有找到这个地区。', en: 'There is no such region.' },
  'grant-admin-everywhere': {
    zh: '管理员管全部地区，不能只授一个地区。要管一个地区请授“主管部门”。',
    en: 'An administrator has all regions; for one region grant the bureau’s role.',
  },
  'store-unavailable': {
    zh: '数据库暂时连不上，您的数据没有被改动，请稍后再试。',
    en: 'The database does not answer for the moment; nothing was changed. Try again shortly.',
  },
  'value-not-storable': {
    zh: '有的内容存不进去：数太大，或夹有看不见的控制符。请改正后再试。',
    en: 'Something in it cannot be stored: a number too large, or a control character.',
  },
  'refers-to-nothing': {
    zh: '指到的用户、地区或条目不存在，或刚被删掉。',
    en: 'It refers to a user, a region or an item that is not there, or no longer.',
  },
  'rule-broken': { zh: '填写的内容互相矛盾，没有保存。', en: 'What was sent contradicts itself; nothing was saved.' },
  'changed-meanwhile': {
    zh: '别人刚改过这里，请重新载入后再试。',
    en: 'Somebody else changed this just now; load it again.',
  },
  'user-name-taken': { zh: '这个用户名已经有人用了。', en: 'This name is taken.' },
  'last-admin': { zh: '这是最后一位管理员，不能停用或撤权。', en: 'This is the last administrator.' },
  'form-broken': {
    zh: '文件没有传完，路上断了。请重新上传。',
    en: 'The upload was cut off on the way; send it again.',
  },
  'file-missing': { zh: '没有收到文件。', en: 'No file was received.' },
  'file-empty': { zh: '文件是空的，里面没有一个字。', en: 'The file is empty.' },
  'file-type-unknown': {
    zh: '认不出这种文件。请上传 .txt .md .html .docx 或 .pdf。',
    en: 'This kind of file cannot be read; upload .txt .md .html .docx or .pdf.',
  },
  'file-not-text': {
    zh: '文件名是文本，内容却是二进制，读不出字来。请确认文件没有改错后缀。',
    en: 'The name says text but the content is binary; check the extension.',
  },
  'file-encrypted': {
    zh: '文件加了密码，读不出来。请去掉密码后再上传。',
    en: 'The file is protected by a password; remove it and upload again.',
  },
  'file-scanned': {
    zh: '这是扫描件，里面没有文字（读到 0 个字符）。请上传有文字的版本，或先做文字识别。',
    en: 'This is a scan without text (0 characters read); upload a text version or recognise it first.',
  },
  'file-damaged': { zh: '文件损坏，打不开。请重新导出后再上传。', en: 'The file is damaged and cannot be opened.' },
  'legacy-word': {
    zh: '这是旧版 .doc 文件。请另存为 .docx 后再上传。',
    en: 'This is an old .doc file; save it as .docx and upload again.',
  },
  'table-unreadable': {
    zh: '表格打不开。请用 .xlsx 或 UTF-8、GB18030 编码的 .csv。',
    en: 'The table cannot be read; use .xlsx, or .csv in UTF-8 or GB18030.',
  },
  'table-columns-missing': {
    zh: '缺少：{names}。请用模板里的列名。',
    en: 'Missing columns: {names}. Use the names of the template.',
  },
  'import-mostly-wrong': {
    zh: '“{file}”错的格子太多（超过十万处），多半不是这张表，没有写入。',
    en: '“{file}” has too many wrong cells; it is probably another list. Nothing was written.',
  },
  'export-too-long': {
    zh: '共 {rows} 行，Excel 一张表放不下。请导出 CSV，或缩小筛选范围。',
    en: '{rows} rows do not fit into a workbook; take CSV or narrow the filter.',
  },
  'import-already-written': { zh: '这个文件已经写入过了，没有再写一遍。', en: 'This file was written already.' },
  'import-not-undoable': {
    zh: '不能撤回：已超过 30 天，或者已经撤回过。',
    en: 'It cannot be taken back: over 30 days ago, or taken back already.',
  },
  'plan-already-there': {
    zh: '这份文件已经在库里了：{title}，第 {number} 版，没有再存一遍。',
    en: 'This file is in the library already: {title}, version {number}; nothing was stored again.',
  },
  'plan-same-title': {
    zh: '这个地区已经有一份同名的规划：{title}。请选择作为它的新版本，还是作为另一份上传。',
    en: 'The region has a plan of this title already: {title}. Upload it as a new version of that, or as another plan.',
  },
  'plan-region-outside': {
    zh: '文中写的是{place}，不在您管的范围，或不是您所选的地区。请改选地区，或确认仍归到所选地区。',
    en: 'The text is of {place}, which is not yours to change or not the region chosen. Choose again, or confirm it.',
  },
  'plan-region-needed': {
    zh: '看不出这份规划属于您管辖的哪个地区，请选一个地区再上传。',
    en: 'It is not clear which of your regions this plan belongs to; choose one and upload again.',
  },
  'plan-text-too-long': {
    zh: '文字太长，超过 100 万字。请按章节拆开后再上传。',
    en: 'The text is longer than one million characters; split it and upload again.',
  },
  'plan-without-text': {
    zh: '这一版只收录了事实，没有原文，不能从原文里划选或拆分。',
    en: 'Only facts of this version were taken in; there is no text to work on.',
  },
  'plan-shipped': {
    zh: '系统自带的规划不能删除；不再用它时，可以把状态改为“已结束”。',
    en: 'A shipped plan cannot be deleted; set its state to ended when it is no longer used.',
  },
  'plan-published': {
    zh: '这份规划已经发布。请先把状态改为“已结束”，再删除。',
    en: 'This plan is published; set its state to ended, then delete it.',
  },
  'period-reversed': { zh: '结束年份早于开始年份。', en: 'The period ends before it begins.' },
  'version-not-in-review': {
    zh: '这一版不在核对中：可能还在读，也可能已经发布。',
    en: 'This version is not under review: it is still being read, or published already.',
  },
  'version-older': {
    zh: '已经发布了更新的一版，这一版不能再发布。',
    en: 'A newer version is published; this one cannot be published any more.',
  },
  'version-superseded': {
    zh: '这一版已经被新版取代，只能看，不能改。请到新版里改。',
    en: 'This version was replaced; change the newer one.',
  },
  'review-unfinished': {
    zh: '还有 {count} 处要您拿主意，定下来才能完成核对。',
    en: '{count} questions still need a decision before the review can end.',
  },
  'split-outside-quote': {
    zh: '要在这一条的句子中间拆开，请重新选位置。',
    en: 'Cut inside the passage of this item; choose the place again.',
  },
  'split-without-number': {
    zh: '拆开后有一段没有数字，不能单独成一条。没有改动。',
    en: 'One of the two pieces has no number and cannot stand alone; nothing was changed.',
  },
  'merge-of-different-versions': {
    zh: '只能合并同一版里的两条。',
    en: 'Only two items of the same version can be merged.',
  },
  'span-outside-text': {
    zh: '选的位置不在原文里，请重新划选。',
    en: 'The selection lies outside the text; select again.',
  },
  'no-number-here': {
    zh: '选中的文字里没有读到数字，请补填数值，或重新划选。',
    en: 'No number was found in the selection; enter the value or select again.',
  },
  'unit-does-not-fit': {
    zh: '这个单位换算不成所绑指标的单位，请改单位或换一个指标。',
    en: 'The unit cannot be converted into the indicator’s; change the unit or choose another indicator.',
  },
  'range-reversed': {
    zh: '范围的上限要有，而且不能小于下限。',
    en: 'A range needs an upper end not below the lower one.',
  },
  'nothing-to-undo': { zh: '这一条没有可以撤销的改动。', en: 'There is no change of this item to undo.' },
  'undo-other-first': {
    zh: '拆出来的那一条之后又改过，请先撤销那一条的改动。',
    en: 'The piece that was split off has been changed since; undo that first.',
  },
  'import-changed-since': {
    zh: '“{subject}”后来又导入过，请先撤回那一次。',
    en: '“{subject}” was imported again since; take that import back first.',
  },
  'file-too-complex': {
    zh: '文件太复杂，读不完。请拆开后再上传。',
    en: 'The file is too complex to read in time; split it and upload again.',
  },
  'backup-damaged': {
    zh: '备份文件不完整或被改动过，没有写入任何内容。',
    en: 'The backup is incomplete or altered; nothing was written.',
  },
  'backup-not-found': { zh: '找不到备份文件。', en: 'There is no such backup file.' },
  'backup-other-version': {
    zh: '备份来自另一个版本，请用同一版本恢复后再升级。',
    en: 'The backup is of another version; restore it with that version, then upgrade.',
  },
  'store-not-empty': {
    zh: '库里已有数据，没有恢复。确实要覆盖请加 --force。',
    en: 'The store is not empty; nothing was restored. --force replaces it.',
  },
  'store-busy': { zh: '库正在使用，请先停下服务。', en: 'The store is in use; stop the server first.' },
  'dates-reversed': {
    zh: '结束的日期早于开始的日期，请改正。',
    en: 'The end lies before the start; correct one of the two dates.',
  },
  'year-twice': { zh: '同一年写了两次，请只留一条。', en: 'The same year is there twice; keep one.' },
  'body-already-there': { zh: '本地区已经有同名的机构。', en: 'This region has a body of that name already.' },
  'import-edited-since': {
    zh: '“{subject}”在导入之后又被改过，不能整批撤回。',
    en: '“{subject}” was changed after the import, which cannot be taken back as a whole.',
  },
  'treatment-reason-required': {
    zh: '未采纳或部分采纳的意见，要写明理由。',
    en: 'A comment that is declined or adopted in part needs a reason.',
  },
  'indicator-unknown': {
    zh: '指标目录里没有这个代码，请看标出的几项。',
    en: 'The catalogue has no such indicator; see those marked.',
  },
  'period-unreadable': {
    zh: '期间写法认不出来，请写成 2025-08 或 2025年1-8月。',
    en: 'The period cannot be read; write 2025-08 or 2025-01..08.',
  },
  'path-invalid': {
    zh: '这些点连不成路径，请看标出的期间。',
    en: 'The path cannot be drawn through these points; see those marked.',
  },
  'years-invalid': { zh: '有的年份不对，请看标出的行。', en: 'Some years are not possible; see those marked.' },
  'no-base-year': { zh: '没有基期年份或基期数值，先补上再分解。', en: 'There is no base year or value; add it first.' },
};

/** The text for a code, or null where the message itself must do. */
export function problemText(code: string, locale: 'zh' | 'en', params: Readonly<Record<string, string | number>>) {
  const text = TEXT[code]?.[locale] ?? kindNotFound(code, locale);
  // A remark in brackets is left out where nobody has given its parameter.
  const filled = text?.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
  return filled?.replace(/（[^（）]*\{\w+\}[^（）]*）| ?\([^()]*\{\w+\}[^()]*\)/g, '') ?? null;
}

function kindNotFound(code: string, locale: 'zh' | 'en'): string | null {
  if (code.endsWith('-not-found')) {
    return locale === 'zh' ? '没有这一条，或者您无权查看。' : 'There is none, or you may not see it.';
  }
  if (code.endsWith('-changed-meanwhile')) {
    return locale === 'zh' ? '别人刚改过这一条，请重新载入后再改。' : 'It was changed by someone else; load it again.';
  }
  return null;
}
