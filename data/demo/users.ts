/**
 * Accounts of the demonstration beside the administrator, whom the server makes itself. No passwords here: the server
 * draws one at the first start and shows it once. A role holds for the region and all below it.
 */
export interface DemoAccount {
  readonly name: string;
  readonly displayName: string;
  readonly displayNameEn: string;
  readonly role: 'bureau' | 'analyst';
  readonly regionCode: string;
}

const bureau = (name: string, displayName: string, displayNameEn: string, regionCode: string): DemoAccount => ({
  name,
  displayName: `${displayName}（演示）`,
  displayNameEn: `${displayNameEn} (demo)`,
  role: 'bureau',
  regionCode,
});

export const demoAccounts: readonly DemoAccount[] = [
  bureau('zhejiang', '省经信厅', 'Zhejiang bureau', '330000'),
  bureau('hangzhou', '杭州市经信局', 'Hangzhou bureau', '330100'),
  bureau('taizhou', '台州市经信局', 'Taizhou bureau', '331000'),
  bureau('chongqing', '重庆市经济信息委', 'Chongqing bureau', '500000'),
  {
    name: 'analyst',
    displayName: '分析员（演示）',
    displayNameEn: 'Analyst (demo)',
    role: 'analyst',
    regionCode: '330000',
  },
];
