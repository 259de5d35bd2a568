const zh = {
  registers: '登记表',
  enterprises: '企业库',
  list: '登记表',
  entry: '登记项',
  newEntry: '新增',
  edit: '修改',
  define: '登记表定义',
};

const en: typeof zh = {
  registers: 'Registers',
  enterprises: 'Firms',
  list: 'Register',
  entry: 'Entry',
  newEntry: 'New entry',
  edit: 'Edit',
  define: 'Register definitions',
};

/** Names of the pages, apart from the rest so that the first page carries no more. */
export const text = { zh, en };
