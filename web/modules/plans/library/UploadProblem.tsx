import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { ApiProblem, describeProblem } from '../../../shell/problem.ts';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { text } from '../upload-text.ts';
import { RegionField } from './RegionField.tsx';

export interface UploadProblemProps {
  error: unknown;
  region: { code: string; name: string } | null;
  onRegion: (region: { code: string; name: string }) => void;
  onChoose: () => void;
  onRetry: () => void;
  /** Sends the file again with the answer to what was asked. */
  onAnswer: (answer: Record<string, string>) => void;
  /** Sends the file again as a version of this plan. */
  onVersion: (planId: string) => void;
  /** Bytes that a file may have. */
  limit: number | undefined;
}

export const mebibytes = (bytes: number): string => formatNumber(bytes / 1_048_576, bytes % 1_048_576 === 0 ? 0 : 1);

/** Why a file was not taken and what to do, with the button that does it. */
export function UploadProblem(props: UploadProblemProps) {
  const { error, region, onRegion, onChoose, onRetry, onAnswer, onVersion, limit } = props;
  const t = useText(text);
  const language = useLanguage();
  const problem = error instanceof ApiProblem ? error : null;
  const code = problem?.status === 413 ? 'file-too-large' : (problem?.code ?? '');
  const said = (name: string) => problem?.errors.find(({ field }) => field === name)?.message;
  const plain = describeProblem(error, language);
  const words = wordsOf();
  const isElsewhere = code === 'plan-region-outside';
  const needsRegion =
    isElsewhere || code === 'plan-region-needed' || code === 'outside-your-regions' || code === 'region-not-found';
  const choices = problem?.errors.filter(({ field }) => field === 'regionCode') ?? [];
  const existing =
    code === 'plan-already-there' ? problem?.errors.find(({ field }) => field === 'file')?.message : undefined;
  const sameTitle = code === 'plan-same-title' ? said('planId') : undefined;
  const isFile = code.startsWith('file-') || code === 'legacy-word' || code === 'plan-text-too-long';
  return (
    <div className="ln-fault ln-stack pl-problem" role="alert">
      <p>
        <b>{words.what}</b> {t.safe} {words.remedy}
      </p>
      {needsRegion ? (
        <fieldset className="pl-radios">
          <legend>{t.regionTitle}</legend>
          {choices.map(({ message }) => {
            // '330100 杭州市'
            const [choice = '', ...name] = message.split(' ');
            return (
              <label key={choice}>
                <input
                  type="radio"
                  name="upload-region"
                  checked={region?.code === choice}
                  onChange={() => onRegion({ code: choice, name: name.join(' ') || choice })}
                />{' '}
                {name.join(' ')} <span className="ln-small ln-third">{choice}</span>
              </label>
            );
          })}
          <span className="ln-small ln-second">{choices.length > 0 ? t.regionOther : null}</span>
          <span style={{ maxWidth: '20rem' }}>
            <RegionField value={region} onPick={onRegion} />
          </span>
        </fieldset>
      ) : null}
      <div className="ln-row">
        {existing ? (
          <Link className="ln-button ln-button-small" to={`/plans/${existing}`}>
            {t.openThere}
          </Link>
        ) : null}
        {sameTitle ? (
          <>
            <Link className="ln-button ln-button-small" to={`/plans/${sameTitle}`}>
              {t.openThere}
            </Link>
            <button type="button" className="ln-button ln-button-small ln-primary" onClick={() => onVersion(sameTitle)}>
              {t.asItsVersion}
            </button>
            <button type="button" className="ln-button ln-button-small" onClick={() => onAnswer({ separate: 'true' })}>
              {t.asAnother}
            </button>
          </>
        ) : isFile || existing ? (
          <button type="button" className="ln-button ln-button-small" onClick={onChoose}>
            {t.chooseOther}
          </button>
        ) : (
          <button
            type="button"
            className="ln-button ln-button-small"
            disabled={needsRegion && !region}
            onClick={onRetry}
          >
            {t.retry}
          </button>
        )}
        {isElsewhere ? (
          <button
            type="button"
            className="ln-button ln-button-small"
            disabled={!region}
            onClick={() => onAnswer({ confirmRegion: 'true' })}
          >
            {t.confirmRegion(region?.name)}
          </button>
        ) : null}
        <span className="ln-caption ln-third">{plain.code}</span>
      </div>
    </div>
  );

  function wordsOf() {
    const place = said('place');
    if (code === 'plan-region-outside' && place) return t.elsewhere(place, said('chosen'));
    if (code === 'file-too-large' && limit !== undefined) return t.tooLarge(mebibytes(limit));
    return t.problems[code] ?? plain;
  }
}
