import { ACCOUNTS } from './returns/taizhou.ts';

/**
 * Accounts of the demonstration beside the administrator, whom the server makes itself. No passwords here: the server
 * draws one at the first start and shows it once. A role holds for the region and all below it.
 */
export interface DemoAccount {
  readonly name: string;
  readonly displayName: string;
  readonly displayNameEn: string;
  readonly role: 'bureau' | 'analyst' | 'reporter';
  /** Null of who reports for a firm alone. */
  readonly regionCode: string | null;
  /** Credit code of the firm that is reported for. */
  readonly uscc?: string;
}

const bureau = (name: string, displayName: string, displayNameEn: string, regionCode: string): DemoAccount => ({
  name,
  displayName: `${displayName}（演示）`,
  displayNameEn: `${displayNameEn} (demo)`,
  role: 'bureau',
  regionCode,
});

const reporter = (name: string, displayName: string, displayNameEn: string, uscc: string): DemoAccount => ({
  name,
  displayName: `${displayName}（演示）`,
  displayNameEn: `${displayNameEn} (demo)`,
  role: 'reporter',
  regionCode: null,
  uscc,
});

export const demoAccounts: readonly DemoAccount[] = [
  bureau('zhejiang', '省经信厅', 'Zhejiang bureau', '330000'),
  bureau('hangzhou', '杭州市经信局', 'Hangzhou bureau', '330100'),
  bureau('taizhou', '台州市经信局', 'Taizhou bureau', '331000'),
  bureau('taizhou-review', '台州市经信局复核', 'Taizhou bureau, second reviewer', '331000'),
  bureau('linhai', '临海市经信局', 'Linhai bureau', '331082'),
  bureau('chongqing', '重庆市经济信息委', 'Chongqing bureau', '500000'),
  {
    name: 'analyst',
    displayName: '分析员（演示）',
    displayNameEn: 'Analyst (demo)',
    role: 'analyst',
    regionCode: '330000',
  },
  reporter('maker', '整车企业填报员', 'Reporter of a vehicle maker', ACCOUNTS.maker),
  reporter('parts-maker', '零部件企业填报员', 'Reporter of a parts maker', ACCOUNTS.parts),
];
