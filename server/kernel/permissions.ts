import { admins, editors, everyone, type PermissionTable, signedIn } from './access/permissions.ts';

/** The kernel's own permissions. Each module declares its own beside its `index.ts`. */
export const kernelPermissions: PermissionTable = {
  'kernel.read': { zh: '查看公开内容', en: 'See what is public', roles: everyone },
  'kernel.self': { zh: '管理自己的账号和任务', en: 'Manage one’s own account and jobs', roles: signedIn },
  'kernel.import': { zh: '管理自己的导入', en: 'Manage one’s own imports', roles: editors },
  'kernel.users': { zh: '管理用户与权限', en: 'Manage users and rights', roles: admins },
  'kernel.audit': { zh: '查看审计', en: 'Read the audit', roles: admins },
};
