import { AlignmentType, type IStylesOptions } from 'docx';

/** Names that Chinese Word has; Latin letters in Times New Roman and Arial. Others substitute by these names. */
export const SERIF = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体', cs: 'Times New Roman' };
export const SANS = { ascii: 'Arial', hAnsi: 'Arial', eastAsia: '黑体', cs: 'Arial' };

const SECOND = '4A5665';

/** Sizes in half points, distances in twips. */
export function docxStyles(lang: 'zh' | 'en'): IStylesOptions {
  const indent = lang === 'zh' ? { firstLine: 480 } : {};
  const own = (id: string, name: string, run: object, paragraph: object) => ({
    id,
    name,
    basedOn: 'Normal',
    quickFormat: true,
    run,
    paragraph,
  });
  return {
    default: {
      document: {
        run: { font: SERIF, size: 24, color: '1B2530', language: { value: 'en-US', eastAsia: 'zh-CN' } },
      },
      heading1: {
        run: { font: SANS, size: 30, bold: true, color: '1B2530' },
        paragraph: { spacing: { before: 360, after: 120 }, keepNext: true, outlineLevel: 0 },
      },
      heading2: {
        run: { font: SANS, size: 26, bold: true, color: '1B2530' },
        paragraph: { spacing: { before: 240, after: 80 }, keepNext: true, outlineLevel: 1 },
      },
    },
    paragraphStyles: [
      own(
        'BodyText',
        'Body Text',
        {},
        { spacing: { line: 440, lineRule: 'exact', after: 40 }, indent, alignment: AlignmentType.BOTH },
      ),
      own('Hint', 'Hint', { color: '8E9BA8' }, { spacing: { line: 440, lineRule: 'exact' }, indent }),
      own(
        'Caption',
        'Caption',
        { font: SANS, size: 20, bold: true },
        { spacing: { before: 200, after: 80 }, alignment: AlignmentType.CENTER },
      ),
      own('Under', 'Under', { size: 17, color: SECOND }, { spacing: { before: 60, after: 200 } }),
      own('Cell', 'Cell', { size: 19 }, { spacing: { before: 30, after: 30 } }),
      own('Note', 'Note', { size: 17, color: SECOND }, { spacing: { after: 20 } }),
      own('Running', 'Running', { size: 17, color: SECOND }, {}),
      own('Facts', 'Facts', { size: 20, color: SECOND }, { alignment: AlignmentType.CENTER, spacing: { after: 240 } }),
      own(
        'ReportTitle',
        'Report title',
        { font: SANS, size: 40, bold: true },
        { alignment: AlignmentType.CENTER, spacing: { after: 160 } },
      ),
      own('CoverTitle', 'Cover title', { font: SANS, size: 52, bold: true }, { alignment: AlignmentType.CENTER }),
      own(
        'ContentsTitle',
        'Contents title',
        { font: SANS, size: 32, bold: true },
        { alignment: AlignmentType.CENTER, spacing: { after: 240 } },
      ),
    ],
  };
}
