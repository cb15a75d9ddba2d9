import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { Scroll } from '../frame/Scroll';
import { Average } from '../standing/Average';
import { Change } from '../standing/Change';
import { CustomerLink } from '../standing/CustomerLink';
import { dimensions } from '../standing/dimensions';
import { Money } from '../standing/Money';
import { Answered } from '../states/Answered';
import { useNumbers } from '../values/numbers';
import { bandOf, type Choice, listFilterOf, orders, readChoice } from './choice';
import { CustomerListDocument, type CustomerListQuery } from './generated/graphql';

const page = 25;

/** The customers one by one, those that need care first if asked so. */
export function CustomerList({ choice, asOf }: { readonly choice: Choice; readonly asOf: string | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const question = { filter: listFilterOf(choice), period: choice.period ?? 'MONTH', asOf, order: choice.order };
  const key = JSON.stringify(question);
  const [first, setFirst] = useState(page);
  useEffect(() => setFirst(page), [key]);
  const answer = useAnswer(CustomerListDocument, { ...question, first }, { keepFor: key });
  const band = bandOf(choice.band);
  return (
    <section className="panel" aria-labelledby="list-title">
      <div className="screen-head">
        <h2 id="list-title">
          {band ? t('customers.listOf', { degree: t(`values.dimension.${band.dimension}`), band: t(`values.band.${band.band}`) }) : t('customers.list')}{' '}
          {band && (
            <Link to="/customers" search={(before) => ({ ...before, band: undefined })} resetScroll={false} activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }} className="small">
              {t('customers.showAll')}
            </Link>
          )}
        </h2>
        <div className="filters">
          <label>
            {t('customers.order.label')}
            <select
              value={choice.order ?? 'IDENTIFIER'}
              onChange={(event) =>
                void navigate({
                  to: '/customers',
                  search: (before) => ({ ...before, ...readChoice({ ...before, order: event.target.value === 'IDENTIFIER' ? '' : event.target.value }) }),
                  replace: true,
                  resetScroll: false,
                })
              }
            >
              {orders.map((order) => (
                <option key={order} value={order}>
                  {t(`customers.order.${order}`)}
                </option>
              ))}
            </select>
          </label>
        </div>
      </div>
      <Answered answer={answer} lines={8}>
        {({ customerLine }) => (
          <Rows customers={customerLine.customers} more={() => setFirst(first + page)} waiting={answer.fetching} />
        )}
      </Answered>
    </section>
  );
}

interface RowsProps {
  readonly customers: CustomerListQuery['customerLine']['customers'];
  readonly more: () => void;
  readonly waiting: boolean;
}

function Rows({ customers, more, waiting }: RowsProps) {
  const { t } = useTranslation();
  const { chance, count } = useNumbers();
  const total = customers.totalCount ?? customers.nodes.length;
  return (
    <>
      <Scroll label={t('customers.list')}>
        <table className="customer-table">
          <caption className="unseen">{t('customers.list')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('customers.customer')}</th>
              <th scope="col">{t('customers.owner')}</th>
              {dimensions.map((dimension) => (
                <th key={dimension} scope="col">
                  {t(`values.dimension.${dimension}`)}
                </th>
              ))}
              <th scope="col" className="number">
                {t('customers.nKeyPersons')}
              </th>
              <th scope="col" className="number">
                {t('customers.completeness')}
              </th>
              <th scope="col" className="number">
                {t('customers.insight')}
              </th>
              <th scope="col">{t('customers.open')}</th>
            </tr>
          </thead>
          <tbody>
            {customers.nodes.map((standing) => (
              <tr key={standing.customer.sourceId}>
                <th scope="row">
                  <CustomerLink customer={standing.customer} />
                  <span className="row-line">{[t(`standing.class.${standing.class}`), standing.customer.region, standing.customer.industry].filter(Boolean).join(' · ')}</span>
                </th>
                <td>
                  {standing.owner?.name ?? '–'}
                  <span className="row-line">{standing.department?.name}</span>
                </td>
                {dimensions.map((dimension) => {
                  const degree = standing.degrees.find((one) => one.dimension === dimension);
                  return (
                    <td key={dimension}>
                      {degree && (
                        <>
                          <Average mean={degree.average.mean} band={degree.average.band} known={degree.average.nKnown} total={degree.average.nTotal} polarised={degree.average.polarised} />
                          <span className="row-line">
                            <Change difference={degree.periodOnPeriod.difference} />
                          </span>
                        </>
                      )}
                    </td>
                  );
                })}
                <td className="number">{count(standing.nKeyPersons)}</td>
                <td className="number">{chance(standing.completeness.value)}</td>
                <td className="number">{standing.insight ? chance(standing.insight.rate) : '–'}</td>
                <td className="customer-money">
                  <Money open={standing.open} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {customers.nodes.length < total && (
        <button type="button" onClick={more} disabled={waiting}>
          {t('standing.more', { count: total - customers.nodes.length })}
        </button>
      )}
    </>
  );
}
