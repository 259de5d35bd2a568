/** Tables that share a task out among places: 市县 | 推广车辆（万辆） | 公共充电桩（个）, one place a row. */
import { type Cell, isUnitCell, readCell, readColumn } from './table-cell.ts';

/** A column of figures: what it measures, in which unit, and of which year where its head says so. */
export interface MeasureColumn {
  measure: string;
  unit: string;
  year: number | null;
}

const placeHead =
  /^(?:市县|县市|县区|区县|市区县|县（市、区）|区（市）县|各?县市区|地区|区域|市州|设区市|地市|城市|市地|行政区|辖区|园区|乡镇|镇街|街道|乡镇（街道）)(?:名称)?$/;

/** The columns of a head that opens with a kind of place (a number may stand before it); null for another line. */
export const placeColumns = (cells: readonly Cell[]): (MeasureColumn | null)[] | null => {
  const first = /^(?:序号|编号)$/.test(cells[0]?.text ?? '') ? 1 : 0;
  if (!placeHead.test(cells[first]?.text ?? '')) return null;
  const columns = cells.map(({ text }, index): MeasureColumn | null => {
    const found = index <= first ? null : /^([^（）]{2,24})（([^（）]{1,10})）$/.exec(text);
    if (found === null || !isUnitCell(found[2] ?? '')) return null;
    const [, measure = '', unit = ''] = found;
    return { measure: measure.replace(/^20\d\d年/, ''), unit, year: readColumn(measure)?.year ?? null };
  });
  return columns.some((column) => column !== null) ? columns : null;
};

/** One figure of a row. `label` is empty for a sum; `place` is null there and for places that are not named. */
export interface PlaceFigure extends MeasureColumn {
  name: Cell;
  label: string;
  place: string | null;
  cell: Cell;
}

const sum = /^(?:合计|总计|小计|共计|全[市省区县州])/;
const unnamed = /^(?:其他|其它|其余)/;

/** The figures of a row under `columns`; none where it has not as many cells or names no place. */
export const placeFigures = (cells: readonly Cell[], columns: readonly (MeasureColumn | null)[]): PlaceFigure[] => {
  if (cells.length !== columns.length && cells.length !== columns.length - 1) return [];
  // A sum may leave out its number.
  const shift = columns.length - cells.length;
  const firstFigure = columns.findIndex((column) => column !== null) - shift;
  const name = cells.slice(0, firstFigure).findLast((cell) => /[一-鿿]/.test(cell.text));
  if (name === undefined) return [];
  const label = sum.test(name.text) ? '' : name.text;
  const place = label === '' || unnamed.test(label) ? null : label;
  return cells.flatMap((cell, index) => {
    const column = columns[index + shift];
    return column == null || readCell(cell.text) === null ? [] : [{ ...column, name, label, place, cell }];
  });
};
