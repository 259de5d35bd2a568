import { ReportList } from '../list/ReportList.tsx';

/** 白皮书与中期评估 */
export const WhitePapers = () => <ReportList which="whitePapers" />;
