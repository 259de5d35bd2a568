import type { ReactNode } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { Link } from '../Link.tsx';
import { useText } from '../preferences.tsx';
import { CopyButton } from './CopyLink.tsx';
import { ErrorState } from './ErrorState.tsx';
import { Loading } from './Loading.tsx';
import { type Provenance, type ProvenanceLink, useProvenance } from './provenance.ts';
import { SidePanel } from './SidePanel.tsx';
import { SyntheticMark } from './SyntheticMark.tsx';
import { text } from './text.ts';

/** Watches the URL for `#fig=<kind>:<id>` and shows where that figure comes from. The frame has one. */
export function ProvenanceHost() {
  const { hash } = useLocation();
  const navigate = useNavigate();
  if (!hash.startsWith('#fig=')) return null;
  const key = decodeURIComponent(hash.slice('#fig='.length));
  const close = () => navigate({ search: location.search, hash: '' }, { replace: true });
  return <ProvenancePanel key={key} figureKey={key} onClose={close} />;
}

/** "这个数从哪来": the figure, then steps that each go one deeper, then what changed. */
function ProvenancePanel({ figureKey, onClose }: { figureKey: string; onClose: () => void }) {
  const t = useText(text);
  const { data, error, refetch, known } = useProvenance(figureKey, true);
  return (
    <SidePanel title={t.whereFrom} onClose={onClose} footer={data ? <Actions provenance={data} /> : undefined}>
      {data ? (
        <ProvenanceSteps provenance={data} />
      ) : error || !known ? (
        <ErrorState error={error ?? new TypeError('no-loader')} onRetry={() => refetch()} />
      ) : (
        <Loading shape="text" rows={8} what={t.whereFrom} />
      )}
    </SidePanel>
  );
}

function ProvenanceSteps({ provenance }: { provenance: Provenance }) {
  const t = useText(text);
  const { synthetic, versions } = provenance;
  return (
    <div className="ln-provenance">
      <div className="ln-provenance-value">
        {provenance.value} <span className="ln-unit">{provenance.unit}</span>
      </div>
      <div className="ln-small ln-second">
        {[provenance.title, provenance.region, provenance.period].filter(Boolean).join(' · ')}
      </div>
      <div className="ln-small ln-row">
        {provenance.version ? <span>{t.version(provenance.version)}</span> : null}
        {provenance.decided ? <span>{provenance.decided}</span> : null}
        {provenance.state && !provenance.decided ? <span>{t.valueState[provenance.state]}</span> : null}
        {provenance.unrounded ? (
          <span>
            {t.unrounded} {provenance.unrounded}
          </span>
        ) : null}
        {synthetic ? <SyntheticMark /> : null}
      </div>
      {typeof synthetic === 'object' ? (
        <div className="ln-caption ln-third">{t.generator(synthetic.generator, synthetic.seed)}</div>
      ) : null}
      <ol className="ln-steps">
        {provenance.steps.map((step) => (
          <li key={step.title} className={step.withheld ? 'ln-withheld' : undefined}>
            <h3>{step.title}</h3>
            <div className="ln-small ln-second">
              {step.detail} <Links links={step.links} />
            </div>
            {step.parts ? (
              <dl className="ln-parts">
                {step.parts.map((part) => (
                  <div key={part.name}>
                    <dt>{part.name}</dt>
                    <dd>{part.value}</dd>
                  </div>
                ))}
              </dl>
            ) : null}
          </li>
        ))}
      </ol>
      {versions?.length ? (
        <section className="ln-versions">
          <h3>{t.whatChanged}</h3>
          <table>
            <caption className="ln-hidden">{t.whatChanged}</caption>
            <tbody>
              {versions.map((version) => (
                <tr key={version.version}>
                  <th scope="row">{t.version(version.version)}</th>
                  <td>{version.reason}</td>
                  <td className="ln-right">{version.change}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      {provenance.usedIn?.length ? (
        <p className="ln-caption ln-third">
          {t.usedIn(provenance.usedIn.length)}
          <Links links={provenance.usedIn} />
        </p>
      ) : null}
    </div>
  );
}

function Actions({ provenance }: { provenance: Provenance }): ReactNode {
  const t = useText(text);
  const citation =
    provenance.citation ??
    [
      provenance.title,
      provenance.region,
      provenance.period,
      `${provenance.value} ${provenance.unit}`,
      provenance.source,
    ]
      .filter(Boolean)
      .join('，');
  return (
    <>
      <CopyButton text={`${citation}（${location.href}）`}>{t.copyCitation}</CopyButton>
      {provenance.actions?.map((action) =>
        action.to ? (
          <Link key={action.label} className="ln-button ln-button-small" to={action.to}>
            {action.label}
          </Link>
        ) : (
          <button key={action.label} type="button" className="ln-button ln-button-small" onClick={action.onClick}>
            {action.label}
          </button>
        ),
      )}
    </>
  );
}

function Links({ links = [] }: { links?: readonly ProvenanceLink[] | undefined }) {
  return links.map((link) =>
    link.to ? (
      <Link key={link.label} to={link.to} className="ln-step-link">
        {link.label}
      </Link>
    ) : (
      <button key={link.label} type="button" className="ln-link ln-step-link" onClick={link.onClick}>
        {link.label}
      </button>
    ),
  );
}
