import { useTranslation } from 'react-i18next';
import { usePartyName } from '../people/party';
import { useDates } from '../values/dates';
import { useNumbers } from '../values/numbers';
import { Tag } from '../values/Tag';
import type { WayFragment } from './generated/graphql';

/** The steps of a route, one below the other: who, how likely, how fresh, on what evidence; the weakest is marked. */
export function RouteSteps({ route }: { readonly route: WayFragment }) {
  const { t } = useTranslation();
  const nameOf = usePartyName();
  const { chance } = useNumbers();
  const weakest = route.steps.length > 1 ? route.steps.findIndex((step) => step.strength === route.weakestStep.strength) : -1;
  const [start] = route.steps;
  return (
    <ol className="steps">
      {start && <li className="steps-start">{nameOf(start.from)}</li>}
      {route.steps.map((step, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- steps of a route never change their order
        <li key={place} data-weakest={place === weakest}>
          <div className="step-line">
            <span className="step-chance">{chance(step.strength)}</span>
            <span>{t(`values.line.${step.line}`)}</span>
            {place === weakest && <Tag tone="caution">{t('ask.steps.weakest')}</Tag>}
            {step.cold && <Tag tone="caution">{t('ask.doors.cold')}</Tag>}
            <StepAge step={step} />
            {(step.line === 'LEVEL' || step.line === 'PROBABILITY' || step.line === 'TRUST' || step.line === 'BOARD') && (
              <span className="step-evidence">{step.evidence ? t('ask.steps.evidence', { evidence: step.evidence }) : t('ask.steps.noEvidence')}</span>
            )}
            {step.source && <span className="faint">{t('ask.steps.source', { source: step.source })}</span>}
          </div>
          <span className="step-to">{nameOf(step.to)}</span>
        </li>
      ))}
    </ol>
  );
}

function StepAge({ step }: { readonly step: WayFragment['steps'][number] }) {
  const { t } = useTranslation();
  const { ago, day } = useDates();
  const { chance } = useNumbers();
  if (typeof step.ageDays !== 'number') return null;
  return (
    <span className="faint" title={step.lastEvidenceAt ? day(step.lastEvidenceAt) : undefined}>
      {step.undecayedStrength - step.strength > 0.005
        ? t('ask.steps.decayed', { ago: ago(step.ageDays), was: chance(step.undecayedStrength) })
        : t('ask.doors.seen', { ago: ago(step.ageDays) })}
    </span>
  );
}
