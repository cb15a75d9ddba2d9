import { useTranslation } from 'react-i18next';
import { useNumbers } from '../values/numbers';
import { Tag } from '../values/Tag';
import type { Deal } from './DealScreen';

type Chain = Deal['decisionChain'];

/** The averages of the three degrees over the chain, with how many of its people they know. */
export function Averages({ averages }: { readonly averages: Chain['averages'] }) {
  const { t } = useTranslation();
  const { signed } = useNumbers();
  return (
    <>
      <h3>{t('opportunity.averages')}</h3>
      <dl className="facts">
        {averages.map(({ dimension, mean, band, nKnown, nTotal, polarised }) => (
          <div key={dimension}>
            <dt>{t(`values.dimension.${dimension}`)}</dt>
            <dd>
              <strong>{typeof mean === 'number' ? signed(mean, 2) : '?'}</strong> {t(`values.band.${band}`)}{' '}
              <span className="faint">{t('opportunity.known', { known: nKnown, total: nTotal })}</span> {polarised && <Tag tone="caution">{t('opportunity.polarised')}</Tag>}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** How much of the map is drawn, and how much is known and fresh. */
export function Meters({ completeness, insight }: Pick<Chain, 'completeness' | 'insight'>) {
  const { t } = useTranslation();
  const { chance } = useNumbers();
  const parts = [
    { name: t('opportunity.rolesNamed'), ...completeness.roles },
    { name: t('opportunity.linesDrawn'), ...completeness.reporting },
    { name: t('opportunity.featuresFilled'), ...completeness.features },
  ];
  return (
    <>
      <h3>{t('opportunity.completeness', { value: chance(completeness.value) })}</h3>
      <ul className="deal-meters">
        {parts.map(({ name, done, of, share }) => (
          <li key={name}>
            <span>{name}</span>
            <span className="part-line" aria-hidden="true">
              <span style={{ inlineSize: `${share * 100}%` }} />
            </span>
            <span className="number faint">
              {done}/{of}
            </span>
          </li>
        ))}
      </ul>
      <h3>{t('opportunity.insight', { value: chance(insight.rate) })}</h3>
      <p className="faint">{t('opportunity.insightText', { fresh: insight.nFresh, known: insight.nKnown, total: insight.nTotal })}</p>
    </>
  );
}
