type Text = Readonly<Record<string, { readonly zh: string; readonly en: string }>>;

/** What a person reads for a stable code: what happened, and what to do. `{name}` takes a parameter. */
const TEXT: Text = {
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
    zh: '文件太大，服务器不收。请压缩或拆开后再上传。',
    en: 'The file is larger than this server accepts; split it and upload again.',
  },
  'too-many-requests': { zh: '请求太频繁，请等一分钟再试。', en: 'Too many requests; wait a minute.' },
  'internal-fault': {
    zh: '系统出错了，您的数据没有被改动。请把编号告诉管理员。',
    en: 'Something failed on our side; nothing was changed. Quote the number to your administrator.',
  },
  'route-not-found': { zh: '没有这个地址。', en: 'There is no such address.' },
  'password-too-short': { zh: '密码至少 12 位。', en: 'A password needs at least 12 characters.' },
  'password-wrong': { zh: '现在的密码不对。', en: 'The current password is wrong.' },
  'user-name-taken': { zh: '这个用户名已经有人用了。', en: 'This name is taken.' },
  'last-admin': { zh: '这是最后一位管理员，不能停用或撤权。', en: 'This is the last administrator.' },
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
    zh: '缺少必需的列。请用模板里的列名。',
    en: 'Required columns are missing; use the names of the template.',
  },
  'import-already-written': { zh: '这个文件已经写入过了，没有再写一遍。', en: 'This file was written already.' },
  'import-not-undoable': {
    zh: '不能撤回：已超过 30 天，或者已经撤回过。',
    en: 'It cannot be taken back: over 30 days ago, or taken back already.',
  },
};

/** The text for a code, or null where the message itself must do. */
export function problemText(code: string, locale: 'zh' | 'en', params: Readonly<Record<string, string | number>>) {
  const text = TEXT[code]?.[locale] ?? kindNotFound(code, locale);
  return text?.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole)) ?? null;
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
