declare module 'svg-to-pdfkit' {
  /** Draws an SVG into a PDF as vectors. */
  export default function SVGtoPDF(
    pdf: PDFKit.PDFDocument,
    svg: string,
    x: number,
    y: number,
    options: {
      width?: number;
      height?: number;
      assumePt?: boolean;
      /** Name of a font that is registered with the PDF. */
      fontCallback?: (family: string, bold: boolean, italic: boolean) => string;
    },
  ): void;
}
