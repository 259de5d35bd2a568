import { admins, editors, everyone, type PermissionTable, signedIn } from './access/permissions.ts';

/** The kernel's own permissions. Each module declares its own beside its `index.ts`. */
export const kernelPermissions: PermissionTable = {
  'kernel.read': { zh: '查看公开内容', en: 'See what is public', roles: everyone },
  'kernel.self': { zh: '管理自己的账号和任务', en: 'Manage one’s own account and jobs', roles: signedIn },
  'kernel.import': { zh: '管理自己的导入', en: 'Manage one’s own imports', roles: editors },
  'kernel.users': { zh: '管理用户与权限', en: 'Manage users and rights', roles: admins },
  'kernel.audit': { zh: '查看审计', en: 'Read the audit', roles: admins },
  'signals.read': { zh: '查看预警信号', en: 'See signals', roles: signedIn },
  'signals.handle': { zh: '处理预警信号', en: 'Handle signals', roles: editors },
  'signals.tune': { zh: '调整预警阈值', en: 'Tune the thresholds of signals', roles: editors },
  'cases.read': { zh: '查看事项', en: 'See cases', roles: signedIn },
  'cases.handle': { zh: '办理事项', en: 'Handle cases', roles: [...editors, 'enterprise', 'reporter'] },
  'notify.manage': { zh: '管理对外推送', en: 'Manage webhooks', roles: admins },
  'registers.read': { zh: '查看登记表', en: 'See registers', roles: everyone },
  'registers.write': {
    zh: '录入和导入登记表',
    en: 'Enter and import register entries',
    roles: [...editors, 'enterprise', 'operator', 'reporter'],
  },
  'registers.define': { zh: '定义登记表', en: 'Define registers', roles: admins },
  'registers.lead': { zh: '指定以登记表计数为准', en: 'Let a register’s count lead', roles: editors },
  'registers.open': { zh: '开放或关闭登记表数据', en: 'Open and close registers', roles: admins },
  'kernel.calendar': { zh: '维护工作日历', en: 'Keep the working-day calendar', roles: admins },
};
