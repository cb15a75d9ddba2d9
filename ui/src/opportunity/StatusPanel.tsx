import { useTranslation } from 'react-i18next';
import { useNumbers } from '../values/numbers';
import type { Deal } from './DealScreen';

/** Red, amber or green: as a sign, a word and a colour, with the rule that gave it. */
export function Status({ status }: { readonly status: 'RED' | 'AMBER' | 'GREEN' }) {
  const { t } = useTranslation();
  return (
    <span className="status" data-status={status}>
      <span aria-hidden="true">{{ RED: '■', AMBER: '▲', GREEN: '●' }[status]}</span> {t(`opportunity.status.${status}`)}
    </span>
  );
}

/** The state of the decision chain, why, and how we stand against the rivals in it. */
export function StatusPanel({ chain }: { readonly chain: Deal['decisionChain'] }) {
  const { t } = useTranslation();
  const { signed } = useNumbers();
  return (
    <section className="panel" aria-labelledby="deal-status">
      <h2 id="deal-status">{t('opportunity.chain')}</h2>
      <p className="deal-figure">
        <Status status={chain.status} />
      </p>
      <p>{chain.statusReason}</p>
      <h3>{t('opportunity.scores')}</h3>
      <ul className="deal-scores">
        {chain.scores.map(({ vendor, score }) => (
          <li key={vendor.id} data-ours={vendor.id === chain.vendor.id}>
            <span>{vendor.name}</span>
            <span className="score-line" aria-hidden="true">
              {typeof score === 'number' && <span style={score >= 0 ? { insetInlineStart: '50%', inlineSize: `${score * 50}%` } : { insetInlineEnd: '50%', inlineSize: `${-score * 50}%` }} />}
            </span>
            <strong className="number">{typeof score === 'number' ? signed(score, 2) : t('values.unknown')}</strong>
          </li>
        ))}
      </ul>
      <p className="faint">{t('opportunity.scoresNote')}</p>
      {chain.omitted > 0 && <p className="faint">{t('ask.summary.omitted', { count: chain.omitted })}</p>}
    </section>
  );
}
