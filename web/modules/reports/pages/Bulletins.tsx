import { ReportList } from '../list/ReportList.tsx';

/** 月报与分析 */
export const Bulletins = () => <ReportList which="bulletins" />;
