import { useTranslation } from 'react-i18next';
import { useDates } from '../values/dates';
import type { Deal } from './DealScreen';

type State = 'YES' | 'NO' | 'UNKNOWN';

/** Yes, no or unknown, as a sign and for a screen reader as a word. */
function Mark({ state }: { readonly state: State }) {
  const { t } = useTranslation();
  return (
    <span className="finding-mark" data-state={state}>
      <span aria-hidden="true">{{ YES: '✓', NO: '✕', UNKNOWN: '?' }[state]}</span>
      <span className="unseen">{t(`values.yesNo.${state}`)}</span>
    </span>
  );
}

/** 3 knows, 6 haves and the six deal signals, each with what it rests on. */
export function Findings({ deal }: { readonly deal: Deal }) {
  const { t } = useTranslation();
  const { day } = useDates();
  return (
    <div className="deal-findings">
      <section className="panel">
        <h2>{t('opportunity.knows')}</h2>
        <ul className="findings">
          {deal.knows.map(({ kind, state, source }) => (
            <li key={kind}>
              <Mark state={state} />
              <span>
                {t(`opportunity.know.${kind}`)} <span className="faint">{t(`opportunity.source.${source}`)}</span>
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section className="panel">
        <h2>{t('opportunity.haves')}</h2>
        <ul className="findings">
          {deal.haves.map(({ kind, state, source }) => (
            <li key={kind}>
              <Mark state={state} />
              <span>
                {t(`opportunity.have.${kind}`)} <span className="faint">{t(`opportunity.source.${source}`)}</span>
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section className="panel">
        <h2>{t('opportunity.signals')}</h2>
        <ul className="findings">
          {deal.dealSignals.map(({ signal, state, latest }) => (
            <li key={signal}>
              <Mark state={state} />
              <span>
                {t(`opportunity.signal.${signal}`)}{' '}
                {latest && (
                  <span className="faint">
                    {[latest.by?.name, day(latest.at), latest.evidence].filter(Boolean).join(' · ')}
                  </span>
                )}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
