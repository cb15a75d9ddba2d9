import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { Scroll } from '../frame/Scroll';
import { Answered } from '../states/Answered';
import { Empty } from '../states/Empty';
import { useNumbers } from '../values/numbers';
import { Tag } from '../values/Tag';
import { useMoment } from '../viewpoint/moment';
import { MyDealsDocument } from './generated/graphql';
import { Status } from './StatusPanel';
import './opportunity.css';

/** The reader's own open opportunities, and those of everybody that need help most. */
export function DealsScreen() {
  const { t } = useTranslation();
  const asOf = useMoment();
  const answer = useAnswer(MyDealsDocument, { asOf });
  const { money } = useNumbers();
  const amount = (deal: { readonly amount?: number | null; readonly currency?: string | null }) => (deal.amount && deal.currency ? money(deal.amount, deal.currency) : '–');
  return (
    <div className="deals">
      <h1>{t('opportunity.start')}</h1>
      <Answered answer={answer} lines={10}>
        {({ viewer, coachingList }) => {
          const mine = viewer.person?.opportunities.nodes.filter(({ outcome }) => !outcome) ?? [];
          const listed = coachingList.opportunities.nodes;
          return (
            <>
              {mine.length > 0 && (
                <section className="panel">
                  <h2>{t('opportunity.mine')}</h2>
                  <ul className="deals-mine">
                    {mine.map((deal) => (
                      <li key={deal.id}>
                        <Link to="/opportunity/$opportunity" params={{ opportunity: deal.sourceId }}>
                          {deal.name}
                        </Link>
                        <span className="faint">
                          {deal.customer.name} · {amount(deal)}
                        </span>
                      </li>
                    ))}
                  </ul>
                </section>
              )}
              <section className="panel">
                <h2>{t('opportunity.needHelp', { count: coachingList.opportunities.totalCount ?? listed.length })}</h2>
                {listed.length === 0 ? (
                  <Empty title={t('opportunity.noneNeedHelp', { count: coachingList.nOpen })} />
                ) : (
                  <Scroll label={t('opportunity.needHelp', { count: listed.length })}>
                    <table>
                      <thead>
                        <tr>
                          <th scope="col">{t('opportunity.name')}</th>
                          <th scope="col">{t('opportunity.customer')}</th>
                          <th scope="col">{t('opportunity.chain')}</th>
                          <th scope="col">{t('opportunity.why')}</th>
                          <th scope="col" className="number">
                            {t('opportunity.amount')}
                          </th>
                          <th scope="col">{t('opportunity.ownerShort')}</th>
                        </tr>
                      </thead>
                      <tbody>
                        {listed.map(({ opportunity: deal, status, reasons }) => (
                          <tr key={deal.id}>
                            <th scope="row">
                              <Link to="/opportunity/$opportunity" params={{ opportunity: deal.sourceId }}>
                                {deal.name}
                              </Link>
                            </th>
                            <td>{deal.customer.name}</td>
                            <td className="whole">
                              <Status status={status} />
                            </td>
                            <td>
                              {reasons.map((reason) => (
                                <Tag key={reason} tone="caution">
                                  {t(`opportunity.reasons.${reason}`)}
                                </Tag>
                              ))}
                            </td>
                            <td className="number whole">{amount(deal)}</td>
                            <td className="whole">{deal.owner?.name ?? '–'}</td>
                          </tr>
                        ))}
                      </tbody>
                    </table>
                  </Scroll>
                )}
              </section>
            </>
          );
        }}
      </Answered>
    </div>
  );
}
