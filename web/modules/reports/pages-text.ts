const zh = { bulletins: '月报与分析', whitePapers: '白皮书', report: '报告' };
const en: typeof zh = { bulletins: 'Bulletins and analyses', whitePapers: 'White papers', report: 'Report' };
export const text = { zh, en };
