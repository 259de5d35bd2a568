import { Link } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { text } from '../text.ts';

/** An empty cockpit: the three steps that fill it. */
export function StartSteps() {
  const t = useText(text).cockpit.start;
  const steps = [
    { to: '/plans/upload', name: t.upload, why: t.uploadWhy },
    { to: '/targets?binding=unbound', name: t.bind, why: t.bindWhy },
    { to: '/indicators', name: t.figures, why: t.figuresWhy },
  ];
  return (
    <Card title={t.title}>
      <ol className="desk-steps">
        {steps.map((step) => (
          <li key={step.to}>
            <Link to={step.to}>{step.name}</Link>
            <div className="ln-second">{step.why}</div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
