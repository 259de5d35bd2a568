import type { Text } from './problem-text-work.ts';

/** Returns of forms: what is told when one is not kept, handed in, approved or opened again. */
export const RETURNS: Text = {
  'return-not-found': {
    zh: '没有这张报表，或您看不到它。',
    en: 'There is no such return, or it is not for you to see.',
  },
  'return-changed': {
    zh: '这张表已由 {by} 在 {at} 改过，您的改动没有存。请对照两个版本后再存。',
    en: '{by} changed this return at {at}; your change was not saved. Compare the two first.',
  },
  'return-cells-invalid': {
    zh: '有的格不能这样填，请看标出的各处。',
    en: 'Some cells cannot be filled in like this; see those marked.',
  },
  'return-has-errors': {
    zh: '还有没有解决的问题，不能提交。请逐条改正、说明，或选零、无此项、未取得。',
    en: 'Something still stands against handing in: mend it, explain it, or say zero, none or not available.',
  },
  'return-already-approved': {
    zh: '这张表已经审定并锁定。要改请先由审定的部门写明原因重开。',
    en: 'The return is approved and locked. To change it, let the approving bureau reopen it with a reason.',
  },
  'return-excused': { zh: '这张表已免报。要填请先重开。', en: 'The return is excused; reopen it first.' },
  'return-not-checked': {
    zh: '这张表还没有复核，先复核再审定。',
    en: 'The return has not been checked; check it first.',
  },
  'return-not-in-state': {
    zh: '这张表现在的状态不能做这一步，请重新载入看看。',
    en: 'The return is not in a state for this; load it again.',
  },
  'return-looked-at': {
    zh: '已经有人提了疑问，不能撤回。请答复，或请对方退回。',
    en: 'A question has been asked: answer it, or ask for the return to be sent back.',
  },
  'return-handed-in': {
    zh: '这张表已经提交，或不用报，不需要催报。',
    en: 'It has been handed in or is not waited for.',
  },
  'review-step-not-yours': {
    zh: '这一步要由更高一级的主管部门来做。',
    en: 'This step belongs to a bureau of a higher level.',
  },
  'second-pair-of-eyes': {
    zh: '您提交或复核过这张表，要由另一个人审定。',
    en: 'You handed it in or checked it: somebody else has to approve it.',
  },
  'reason-code-required': { zh: '请选更正的原因类别。', en: 'Choose which kind of reason the correction has.' },
  'key-used-otherwise': {
    zh: '同一个幂等键之前报过不同的数，请换一个键。',
    en: 'This Idempotency-Key was sent before with other figures; take a new one.',
  },
  'question-not-found': { zh: '没有这条疑问。', en: 'There is no such question.' },
  'question-answered': { zh: '这条疑问已经答复过了。', en: 'The question has been answered.' },
  'region-already-settled': { zh: '这个地区已经汇总。', en: 'The region has been settled.' },
  'round-region-not-found': { zh: '这一期没有这个地区的报表。', en: 'The round has no returns of this region.' },
  'settlement-note-required': {
    zh: '还有没报齐的，要汇总请写明原因（不完全合计）。',
    en: 'Returns are missing: say why the sum is taken without them.',
  },
  'settlement-without-returns': {
    zh: '这个地区还没有一张审定的报表，没有可以汇总的数。',
    en: 'No return of the region is approved: there is nothing to settle.',
  },
  'round-already-released': { zh: '这一期已经公布。', en: 'The round has been released.' },
  'round-not-settled': { zh: '这一期还没有汇总的地区，不能公布。', en: 'Nothing of the round is settled yet.' },
  'excel-not-template': {
    zh: '{file} 不是从这张表下载的模板。请先下载模板再填。',
    en: '{file} is no template of this return; download one first.',
  },
  'excel-wrong-form': {
    zh: '这个文件是“{theirs}”的模板，这里填的是“{ours}”。',
    en: 'The file is a template of “{theirs}”; this is “{ours}”.',
  },
  'excel-wrong-edition': {
    zh: '这个文件是第 {theirs} 版的模板，这一期用第 {ours} 版，请重新下载。',
    en: 'The file is of version {theirs}; this period takes version {ours}. Download the template again.',
  },
  'excel-wrong-period': {
    zh: '这个文件是 {theirs} 的，这里填的是 {ours}。',
    en: 'The file is of {theirs}; this is {ours}.',
  },
  'excel-wrong-reporter': {
    zh: '这个文件是“{theirs}”的，这里填的是“{ours}”。',
    en: 'The file is of “{theirs}”; this is “{ours}”.',
  },
};
