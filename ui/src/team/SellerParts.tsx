import { useTranslation } from 'react-i18next';
import { Average } from '../standing/Average';
import { Change } from '../standing/Change';
import { CustomerLink } from '../standing/CustomerLink';
import { useNumbers } from '../values/numbers';
import type { Seller } from './Sellers';

const tests = ['closenessExcellent', 'votesInfluenced', 'decidersForUs', 'nobodyOpposes'] as const;

/** What the score and the grade of a seller are made of. */
export function SellerParts({ seller }: { readonly seller: Seller }) {
  const { t } = useTranslation();
  const { chance } = useNumbers();
  const { performance, changes, customers } = seller;
  const share = (value: number | null | undefined) => (typeof value === 'number' ? chance(value) : t('values.unknown'));
  return (
    <div className="seller-parts">
      <section aria-label={t('team.scoreTitle')}>
        <h3>{t('team.scoreTitle')}</h3>
        <ul>
          {(['base', 'sales', 'account'] as const).map((part) => (
            <li key={part}>
              {t(`team.part.${part}`)} {share(performance[part].value)} <span className="faint">× {chance(performance[part].weight)}</span>
            </li>
          ))}
        </ul>
        <p className="faint">
          {t('team.account', { completeness: share(performance.completeness), insight: share(performance.insight), change: share(performance.change) })}
        </p>
        <p>
          {changes.map(({ dimension, difference }) => (
            <span key={dimension} className="seller-change">
              {t(`values.dimension.${dimension}`)} <Change difference={difference} />
            </span>
          ))}
        </p>
        {seller.nWonWithoutAmount > 0 && <p className="faint">{t('team.wonWithoutAmount', { count: seller.nWonWithoutAmount })}</p>}
      </section>
      <section aria-label={t('team.held')}>
        <h3>{t('team.held')}</h3>
        {customers.length === 0 && <p className="faint">{t('team.holdsNone')}</p>}
        <ul>
          {customers.map(({ customer, closeness, relationship }) => (
            <li key={customer.sourceId}>
              <CustomerLink customer={customer} /> <Average mean={closeness.mean} band={closeness.band} known={closeness.nKnown} total={closeness.nTotal} polarised={closeness.polarised} />
              <span className="row-line">
                {t('team.strong')} {t(`values.yesNo.${relationship.strong}`)}
                {tests.map((test) => ` · ${t(`team.test.${test}`)} ${t(`values.yesNo.${relationship[test]}`)}`).join('')}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
