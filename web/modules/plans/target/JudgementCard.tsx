import type { TargetDetail } from '../../../../server/modules/plans/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Facts, Sentence } from '../../../shell/widgets/Card.tsx';
import { Figure } from '../../../shell/widgets/Figure.tsx';
import { Flyout } from '../../../shell/widgets/Flyout.tsx';
import { text as widgetText } from '../../../shell/widgets/text.ts';
import { periodWords } from '../../statistics/widgets.ts';
import { text } from '../target-text.ts';
import { knownFigures } from './known-figures.ts';
import { projectionText, ruleParameters, ruleText } from './rule.ts';
import { piecesOf } from './sentence.ts';

/** The judgement as a sentence that could be read aloud; its figures lead back, and the rule stands below. */
export function JudgementCard({ detail }: { detail: TargetDetail }) {
  const t = useText(text);
  const language = useLanguage();
  const states = useText(widgetText).states;
  const { judgement } = detail.target;
  if (!judgement) return null;
  const parameters = [
    ...ruleParameters(detail.rule, t),
    { name: t.rule.parameters.month ?? '', value: periodWords(detail.month, language) },
  ];
  const sentence = [judgement.sentence, projectionText(detail.rule)].filter(Boolean).join(language === 'zh' ? '' : ' ');
  const word = states[judgement.state];
  return (
    <Sentence
      note={
        <>
          {ruleText(detail.rule)}{' '}
          <Flyout className="ln-link" label={t.rule.see}>
            {() => (
              <div className="plans-rule">
                <Facts items={parameters} />
              </div>
            )}
          </Flyout>
        </>
      }
    >
      {piecesOf(sentence, knownFigures(detail, language)).map((piece, index) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is drawn as a whole
        if (piece.kind === 'words') return <Words key={index} text={piece.text} state={judgement.state} word={word} />;
        return (
          <Figure
            // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is drawn as a whole
            key={index}
            value={Number(piece.text.replaceAll(',', '').replace('−', '-'))}
            decimals={piece.text.split('.')[1]?.length ?? 0}
            source={piece.figure.source}
            synthetic={judgement.actual?.synthetic}
          />
        );
      })}
    </Sentence>
  );
}

/** The state's word stands out where the sentence names it. */
function Words({ text: words, state, word }: { text: string; state: string; word: string }) {
  const at = words.toLowerCase().indexOf(word.toLowerCase());
  if (at < 0) return words;
  return (
    <>
      {words.slice(0, at)}
      <b style={{ color: `var(--${state}-text)` }}>{words.slice(at, at + word.length)}</b>
      {words.slice(at + word.length)}
    </>
  );
}
