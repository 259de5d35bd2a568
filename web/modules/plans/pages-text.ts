/** Titles for the menu: the only words of this module that are loaded before its pages. */
const zh = {
  ledger: '目标台账',
  target: '目标',
  compare: '规划比较',
  library: '规划库',
  upload: '上传规划',
  plan: '规划',
  review: '核对',
  tasks: '任务清单',
  task: '任务',
  responsibility: '责任分工',
};
const en: typeof zh = {
  ledger: 'Target ledger',
  target: 'Target',
  compare: 'Compare plans',
  library: 'Plans',
  upload: 'Upload a plan',
  plan: 'Plan',
  review: 'Check',
  tasks: 'Tasks',
  task: 'Task',
  responsibility: 'Responsibilities',
};

export const text = { zh, en };
