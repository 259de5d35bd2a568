import { type FormDefinition, formPeriods, month } from '@liannao/statistics';
import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import { Card } from '../../../../shell/widgets/Card.tsx';
import { columnsShown, linesOf } from '../../returns/model/lines.ts';
import { text as returnText } from '../../returns/text.ts';
import { columnTitle, nameIn, rowName, unitWords } from '../../returns/words.ts';
import { text } from '../text.ts';

/** The form as it will be filled in, in the first period whose report asks for most. */
export function Preview({ definition, isLast }: { definition: FormDefinition | null; isLast: boolean }) {
  const t = useText(text).define;
  const grid = useText(returnText);
  const language = useLanguage();
  const words = { t: grid, language };
  if (!definition) return <p className="ln-third">{t.previewNone}</p>;
  const period = samplePeriod(definition);
  const lines = linesOf(definition, period, []);
  const columns = columnsShown(definition, lines);
  const shown = columns.length > 0 ? columns : definition.columns;
  return (
    <Card title={nameIn(definition, language)} note={isLast ? t.previewLast : t.previewNote} flush>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="stat-grid-scroll" tabIndex={0} aria-label={t.previewNote}>
        <table className="stat-grid">
          <caption className="ln-hidden">{t.previewNote}</caption>
          <thead>
            <tr>
              <th scope="col" className="stat-code">
                {grid.grid.code}
              </th>
              <th scope="col">{grid.grid.name}</th>
              <th scope="col" className="stat-unit">
                {grid.grid.unit}
              </th>
              {shown.map((column, index) => (
                <th key={column} scope="col" className="stat-number">
                  {index + 1} {columnTitle({ definition, period }, column, words)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {definition.sections.flatMap((section) => [
              <tr key={section.id} className="stat-section">
                <th scope="colgroup" colSpan={shown.length + 3}>
                  {nameIn(section, language)}
                  {section.open
                    ? ` (${t.added}${grid.colon}${section.open.map(({ names }) => nameIn(names, language)).join(grid.listComma)})`
                    : ''}
                </th>
              </tr>,
              ...section.rows.map((row) => (
                <tr key={row.code}>
                  <td className="stat-code">{row.code}</td>
                  <th scope="row" style={{ paddingInlineStart: row.parent ? '1.6rem' : undefined }}>
                    {rowName(row, words)}
                  </th>
                  <td className="stat-unit">{unitWords(row.unit, language)}</td>
                  {shown.map((column) => (
                    <td key={column} className="stat-number">
                      <span className={column.endsWith('base') ? 'stat-sample stat-sample-base' : 'stat-sample'} />
                    </td>
                  ))}
                </tr>
              )),
            ])}
          </tbody>
        </table>
      </section>
      {definition.checks.length > 0 ? (
        <div className="ln-card-body ln-small">
          <h3>{t.relations}</h3>
          <ul>
            {definition.checks.map((check) => (
              <li key={check.id}>
                <code>{check.rule}</code> {nameIn(check, language)}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </Card>
  );
}

/** Late in the first year, when nothing is merged or exempt. */
function samplePeriod(definition: FormDefinition) {
  const year = Number(definition.validFrom.slice(0, 4)) || 2025;
  const periods = formPeriods(definition, `${year}-01`, `${year + 1}-12`);
  return periods.at(-1) ?? month(year, 12);
}
