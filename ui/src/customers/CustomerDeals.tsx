import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useEach } from '../api/each';
import { Scroll } from '../frame/Scroll';
import { Status } from '../standing/Status';
import { Answered } from '../states/Answered';
import { FailureNotice } from '../states/FailureNotice';
import { useNumbers } from '../values/numbers';
import { type Deal, useApiLanguage, useOpenDeals } from './deals';
import { CustomerDealDocument } from './generated/graphql';

/** The open opportunities of a customer with the status of their chains, the largest first. */
export function CustomerDeals({ customer, asOf }: { readonly customer: string; readonly asOf: string | undefined }) {
  const { t } = useTranslation();
  const answer = useOpenDeals(customer, asOf);
  return (
    <section className="panel" aria-labelledby="deals-title">
      <h2 id="deals-title">{t('customers.deals')}</h2>
      <Answered answer={answer} lines={5}>
        {({ open, beyond }) => (
          <>
            {open.length > 0 ? <Deals deals={open} asOf={asOf} /> : <p className="faint">{t('customers.noDeals')}</p>}
            {beyond > 0 && <p className="note-line">{t('customers.dealsBeyond', { count: beyond })}</p>}
          </>
        )}
      </Answered>
    </section>
  );
}

function Deals({ deals, asOf }: { readonly deals: readonly Deal[]; readonly asOf: string | undefined }) {
  const { t } = useTranslation();
  const { chance, money } = useNumbers();
  const language = useApiLanguage();
  const chains = useEach(
    CustomerDealDocument,
    deals.map(({ sourceId }) => ({ opportunity: sourceId, asOf, language })),
  );
  const failed = chains.find(({ failure }) => failure);
  return (
    <>
      {failed?.failure && <FailureNotice failure={failed.failure} again={failed.again} asking={failed.fetching} />}
      <Scroll label={t('customers.deals')}>
        <table className="deal-table">
          <caption className="unseen">{t('customers.deals')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('customers.deal')}</th>
              <th scope="col">{t('customers.amount')}</th>
              <th scope="col">{t('customers.status')}</th>
              <th scope="col" className="number">
                {t('customers.chanceToWin')}
              </th>
              <th scope="col">{t('customers.owner')}</th>
            </tr>
          </thead>
          <tbody>
            {deals.map((deal, place) => {
              const found = chains[place]?.data?.lookup;
              const chain = found?.__typename === 'Opportunity' ? found : undefined;
              return (
                <tr key={deal.sourceId}>
                  <th scope="row">
                    <Link to="/map/opportunity/$opportunity" params={{ opportunity: deal.sourceId }}>
                      {deal.name}
                    </Link>
                    <span className="row-line">{deal.stage}</span>
                  </th>
                  <td className="whole">{typeof deal.amount === 'number' && deal.currency ? money(deal.amount, deal.currency) : '–'}</td>
                  <td className="deal-status">
                    {chain && (
                      <>
                        <Status status={chain.decisionChain.status} /> <span className="row-why">{chain.decisionChain.statusReason}</span>
                      </>
                    )}
                  </td>
                  <td className="number">{chain && chance(chain.winProbability.probability)}</td>
                  <td className="whole">{deal.owner?.name ?? '–'}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}
