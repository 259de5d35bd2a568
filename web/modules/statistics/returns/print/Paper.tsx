import type { Cells } from '@liannao/statistics';
import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import { periodWords } from '../../quantity.ts';
import { text } from '../text.ts';
import type { ReturnView } from '../view.ts';
import { nameIn } from '../words.ts';

/** Head of the paper form: number, authority and validity at the right, who reports and when at the left. */
export function PaperHead({ view }: { view: ReturnView }) {
  const t = useText(text);
  const language = useLanguage();
  const { definition, reporter } = view;
  const right = [
    [t.paper.number, definition.number],
    [t.paper.authority, nameIn(definition.authority, language)],
    [t.paper.edition, definition.edition],
    [t.paper.until, definition.validUntil ?? t.paper.longTerm],
  ];
  return (
    <div className="stat-paper" aria-hidden="true">
      <h2>{nameIn(definition, language)}</h2>
      <div className="stat-paper-head">
        <div>
          {reporter.uscc ? (
            <p>
              {t.paper.uscc}
              {t.colon}
              {reporter.uscc}
            </p>
          ) : null}
          <p>
            {t.paper.reporter}
            {t.colon}
            {reporter.name}
          </p>
          <p>
            {t.paper.period}
            {t.colon}
            {periodWords(view.period, language)}
          </p>
        </div>
        <div>
          {right.map(([name, value]) => (
            <p key={name}>
              {name}
              {t.colon}
              {value}
            </p>
          ))}
        </div>
      </div>
    </div>
  );
}

/** Foot and notes: who answers for it, the relations between the codes, and the reasons that were given. */
export function PaperFoot({ view, cells, nameOf }: { view: ReturnView; cells: Cells; nameOf: CellName }) {
  const t = useText(text);
  const language = useLanguage();
  const reasons = Object.entries(cells).flatMap(([row, columns]) =>
    Object.entries(columns).flatMap(([column, cell]) =>
      cell?.reason || cell?.reasonCode
        ? [{ row, column: column as Column, said: [cell.reasonCode && t.reason.codes[cell.reasonCode], cell.reason] }]
        : [],
    ),
  );
  return (
    <div className="stat-paper" aria-hidden="true">
      <div className="stat-paper-foot">
        {[t.paper.head, t.paper.statistician, t.paper.filledBy, t.paper.phone, t.paper.reportedOn].map((name) => (
          <span key={name}>
            {name}
            {t.colon}
          </span>
        ))}
      </div>
      {view.definition.checks.length > 0 ? (
        <>
          <h3>{t.paper.relations}</h3>
          {view.definition.checks.map((check) => (
            <p key={check.id}>{nameIn(check, language) || check.rule}</p>
          ))}
        </>
      ) : null}
      {reasons.length > 0 ? (
        <>
          <h3>{t.paper.reasons}</h3>
          {reasons.map(({ row, column, said }) => (
            <p key={`${row} ${column}`}>
              {nameOf({ row, column })}
              {t.colon}
              {said.filter(Boolean).join(t.comma)}
            </p>
          ))}
        </>
      ) : null}
    </div>
  );
}

type Column = keyof Cells[string];
type CellName = (cell: { row: string; column: Column }) => string;
