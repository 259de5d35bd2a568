export type Text = Readonly<Record<string, { readonly zh: string; readonly en: string }>>;

/** Registers, signals, cases, supervision, layout and reports: what is told when something of theirs is refused. */
export const WORK: Text = {
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
  'scope-not-measured': {
    zh: '这张登记表分不出“{scope}”，不能按它计数。',
    en: 'This register does not tell “{scope}” apart.',
  },
  'measure-not-found': {
    zh: '这张登记表没有这个指标。',
    en: 'This register counts no such indicator.',
  },
  'map-not-found': {
    zh: '这张登记表没有位置字段，没有地图。',
    en: 'This register has no places to show.',
  },
  'lead-not-found': {
    zh: '这个地区没有指定以登记表计数为准。',
    en: 'No lead is set for this region.',
  },
  'register-never-open': {
    zh: '这张登记表的定义里没有可公开的内容，不能开放。',
    en: 'Nothing in this register’s definition may be opened.',
  },
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
    zh: '这件事跟着登记表条目走，请到条目里改状态。',
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
    zh: '还有别的登记表引用这一条，不能删除：{list}',
    en: 'Other registers refer to it, so it stays: {list}',
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
  'definition-invalid': { zh: '登记表定义有误：{what}', en: 'The definition is not right: {what}' },
  'definition-changed': {
    zh: '登记表的定义刚刚改过，这次没有写入。请重新载入后再保存。',
    en: 'The register was defined anew just now and nothing was written; load it again and save.',
  },
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
  'sdmx-query-unreadable': {
    zh: '查询写得不对，请看标出的参数。',
    en: 'The query cannot be read; see the parameters marked.',
  },
  'sdmx-no-results': { zh: '没有符合条件的已公布数据。', en: 'Nothing that is released answers this query.' },
  'analysis-view-named': {
    zh: '您已经有一个同名的视图，请换个名字，或直接改那一个。',
    en: 'You have a view of that name already; choose another name, or change that one.',
  },
  'analysis-view-of-other': {
    zh: '这是别人的视图，只有他能改；可以另存一份自己的。',
    en: 'It is somebody else’s view, and his to change; save one of your own.',
  },
  'nowcast-not-monthly': { zh: '只有月报可以推算。', en: 'Only monthly forms are estimated.' },
  'nowcast-row-unknown': {
    zh: '这张表里没有这一行，或者这一行不能合计。',
    en: 'The form has no such row, or one that does not add up.',
  },
};
