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
  'report-not-found': {
    zh: '没有这份报告，或您看不到它。',
    en: 'There is no such report, or it is not for you to see.',
  },
  'report-changed-meanwhile': {
    zh: '别人刚改过这份报告，您的改动没有存。请重新载入后再改。',
    en: 'Somebody else changed this report just now; your change was not saved. Load it again first.',
  },
  'report-issued': {
    zh: '已印发的报告不能再改。要更正请另起一份。',
    en: 'An issued report is not changed any more; make a new one to correct it.',
  },
  'report-not-checked': { zh: '先送审，再印发。', en: 'Submit the report before it is issued.' },
  'report-not-issued': { zh: '印发之后才能公开。', en: 'Only an issued report is opened to everyone.' },
  'report-figures-missing': {
    zh: '还有数没有取到（【待数】），补齐、更新或锁定后再送审。',
    en: 'Figures are still missing; supply, update or lock them before sending.',
  },
  'report-figure-unknown': { zh: '这份报告里没有这个数。', en: 'The report shows no such figure.' },
  'report-period-unreadable': {
    zh: '期别写成月份（2025-08）或年份（2025）。',
    en: 'The period is a month (2025-08) or a year (2025).',
  },
  'report-period-january': {
    zh: '1 月与 2 月合并发布，请选 2 月或以后。',
    en: 'January is published together with February; choose February or later.',
  },
  'report-plan-missing': { zh: '中期评估要选一份规划。', en: 'A mid-term evaluation needs its plan.' },
  'report-render-slow': {
    zh: '报告太长，排版超时，请减少图表后再试。',
    en: 'The report takes too long to lay out; try with fewer charts.',
  },
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
  'scope-not-measured': {
    zh: '这张台账分不出“{scope}”，不能按它计数。',
    en: 'This register does not tell “{scope}” apart.',
  },
  'measure-not-found': {
    zh: '这张台账没有这个指标。',
    en: 'This register counts no such indicator.',
  },
  'map-not-found': {
    zh: '这张台账没有位置字段，没有地图。',
    en: 'This register has no places to show.',
  },
  'lead-not-found': {
    zh: '这个地区没有指定以台账计数为准。',
    en: 'No lead is set for this region.',
  },
  'register-never-open': {
    zh: '这张台账的定义里没有可公开的内容，不能开放。',
    en: 'Nothing in this register’s definition may be opened.',
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
  'calendar-invalid': {
    zh: '有的日子不对，请看标出的那几项。',
    en: 'Some days are not possible; see those marked.',
  },
  'case-changed': {
    zh: '{by}在 {at} 刚改过这件事（{what}），请看过再决定。',
    en: '{by} changed this case at {at} ({what}); look at it again before you decide.',
  },
  'case-move-not-open': {
    zh: '现在的状态是“{state}”，不能这样办理。请重新载入。',
    en: 'The case is now “{state}”, from which this cannot be done; load it again.',
  },
  'case-move-unknown': { zh: '这类事项没有这一步。', en: 'This kind of case has no such step.' },
  'case-move-not-yours': {
    zh: '这一步不由您的角色办理，请看页面上写明的角色。',
    en: 'This step is not your role’s; the page says whose it is.',
  },
  'case-note-required': { zh: '办这一步要写明情况。', en: 'This step needs a note: say why.' },
  'case-reason-required': { zh: '改期限要写明理由。', en: 'Say why the due date changes.' },
  'case-closed': { zh: '这件事已经办结。', en: 'This case is closed.' },
  'case-open': { zh: '这件事还在办理，不用重新打开。', en: 'This case is open already.' },
  'case-follows-entry': {
    zh: '这件事跟着台账条目走，请到条目里改状态。',
    en: 'This case follows its register entry; move the entry itself.',
  },
  'case-person-unknown': {
    zh: '只能交给本地区或上下级主管部门的人。',
    en: 'Only people of the bureau of this region, above or below it, can take part.',
  },
  'case-type-unknown': { zh: '没有这类事项。', en: 'There is no such kind of case.' },
  'signal-closed': { zh: '这条信号已经消除。', en: 'This signal is over.' },
  'signal-rule-gone': { zh: '产生这条信号的规则已经不在了。', en: 'The rule behind this signal is there no more.' },
  'threshold-invalid': {
    zh: '有的阈值超出允许范围，请看标出的那几项。',
    en: 'Some thresholds are out of range; see those marked.',
  },
  'webhook-event-unknown': { zh: '没有这种事件。', en: 'There is no such event.' },
  'webhook-url-refused': {
    zh: '这个地址不能推送：只能用 http 或 https，且不能指向内网。',
    en: 'Nothing can be sent to this address: http or https only, and no private network.',
  },
  'boundaries-invalid': {
    zh: '界线文件没有装入，原来的没有变。请看标出的要素。',
    en: 'The boundary file was not loaded and nothing was changed; see the features marked.',
  },
  'filter-invalid': { zh: '筛选条件有误：{what}', en: 'The filter is not right: {what}' },
  'sort-unknown': { zh: '不能按这个字段排序。', en: 'The list cannot be sorted by that field.' },
  'facet-unknown': { zh: '不能按这个字段分类统计。', en: 'There are no counts by that field.' },
  'entry-invalid': { zh: '有几处填得不对：{what}', en: 'Some values are not right: {what}' },
  'entry-needs-reasons': {
    zh: '有提示需要说明理由：{what}',
    en: 'Something is unusual and asks for a reason: {what}',
  },
  'entry-exists': {
    zh: '已经有同样主键的一条（{key}），请改那一条。',
    en: 'There is an entry with that key ({key}) already; change that one.',
  },
  'entry-state-not-yours': {
    zh: '“{state}”由主管部门办理，不能直接录入。请不填状态，录入后再申报。',
    en: 'The office in charge brings entries into “{state}”; leave the state out and hand the entry in.',
  },
  'field-of-office': {
    zh: '{fields} 由主管部门填写，您不能改。有误请联系主管部门。',
    en: '{fields}: the office in charge fills this; tell it what is wrong.',
  },
  'entry-with-office': {
    zh: '这一条主管部门已经办理或办结，不能再改或删除。有误请联系主管部门。',
    en: 'The office in charge has taken this in hand or closed it; tell it what is wrong.',
  },
  'party-registered-elsewhere': {
    zh: '信用代码 {key} 已在别的地区登记。请由那里的主管部门移交，或请上级处理。',
    en: 'The credit code {key} is registered in another region; ask the bureau there, or the one above, to hand it over.',
  },
  'entry-changed': {
    zh: '别人刚改过这一条，请重新载入后再改。',
    en: 'It was changed by someone else; load it again.',
  },
  'entry-referred-to': {
    zh: '还有别的台账引用这一条，不能删除：{list}',
    en: 'Other registers refer to it, so it stays: {list}',
  },
  'entry-in-case': {
    zh: '这一条的事项还没有办结，办结后才能删除。',
    en: 'Its case is still open; bring it to an end, then delete the entry.',
  },
  'field-hidden': {
    zh: '您看不到的字段不能改：{fields}',
    en: 'What you may not see you cannot change: {fields}',
  },
  'move-not-possible': {
    zh: '现在的状态不能这样流转，请重新载入。',
    en: 'Its present state does not allow this move; load it again.',
  },
  'move-needs-fields': { zh: '要先填写：{fields}', en: 'To be filled first: {fields}' },
  'move-not-allowed-yet': { zh: '还不满足流转条件：{when}', en: 'The condition is not met yet: {when}' },
  'definition-invalid': { zh: '台账定义有误：{what}', en: 'The definition is not right: {what}' },
  'definition-refused': {
    zh: '这样改会丢失数据，没有改动：{what}',
    en: 'The change would lose data; nothing was changed: {what}',
  },
  'view-name-taken': { zh: '您已经有同名的视图，请换个名称。', en: 'You have a view of that name; choose another.' },
  'plan-without-layout': {
    zh: '这份规划的现行版本没有读出空间布局。',
    en: 'No spatial layout was read from the version of the plan in force.',
  },
  'scheme-invalid': {
    zh: '评分方案还不能用，请看标出的地方。',
    en: 'The scheme is not sound yet; see the places marked.',
  },
  'scheme-exists': { zh: '本地区已有同名的评分方案。', en: 'The region has a scheme of that name already.' },
  'scheme-scope-fixed': {
    zh: '方案评什么定下就不能改，请另建一个方案。',
    en: 'What a scheme scores is fixed; make another one.',
  },
  'scheme-version-exists': {
    zh: '别人刚存了一个新版本，请先看过再存。',
    en: 'Somebody else stored a version just now; look at it first.',
  },
  'scheme-ambiguous': { zh: '有几个方案叫这个名字，请给编号。', en: 'Several schemes have that name; give the id.' },
  'run-without-subjects': {
    zh: '这个地区没有可以评的下级地区或任务。',
    en: 'The region has no divisions or tasks below it to be scored.',
  },
  'run-published': { zh: '已公布的评估不能再改。', en: 'A published evaluation stands as it is.' },
  'run-published-already': {
    zh: '这一期已经公布过一次评估，公布后不能替换。',
    en: 'An evaluation of this period is published already and stands.',
  },
  'as-at-in-future': { zh: '数据截止日还没到。', en: 'The as-at date has not come yet.' },
  'criterion-not-manual': { zh: '这一项不是人工评分。', en: 'This criterion is not scored by hand.' },
  'item-without-unit': {
    zh: '规划没写责任单位，请先填牵头单位。',
    en: 'The plan names no unit; say who takes the lead.',
  },
  'no-deadline': {
    zh: '目标没有期限，规划也没有期末年，先补上期限。',
    en: 'The target has no deadline and its plan no end; add one first.',
  },
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
