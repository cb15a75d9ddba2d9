import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { BandMatrix } from '../standing/BandMatrix';
import { Change } from '../standing/Change';
import { Money } from '../standing/Money';
import { Answered } from '../states/Answered';
import { Empty } from '../states/Empty';
import { useNumbers } from '../values/numbers';
import { useMoment } from '../viewpoint/moment';
import { bandOf, filterOf } from './choice';
import { CustomerFilters } from './CustomerFilters';
import { CustomerList } from './CustomerList';
import { Movement } from './Movement';
import { CustomerTotalsDocument, type CustomerTotalsQuery } from './generated/graphql';
import { TrendOfAll } from './TrendOfAll';
import './customers.css';

/** How the customers stand towards us: by band and degree, what moved, over time, and one by one. */
export function CustomersScreen() {
  const { t } = useTranslation();
  const choice = useSearch({ from: '/customers' });
  const asOf = useMoment();
  const filter = filterOf(choice);
  const period = choice.period ?? 'MONTH';
  const totals = useAnswer(CustomerTotalsDocument, { filter, period, asOf });
  return (
    <div className="screen">
      <div className="screen-head">
        <h1>{t('customers.title')}</h1>
        <CustomerFilters choice={choice} />
      </div>
      <Answered answer={totals} lines={8}>
        {({ customerLine }) =>
          customerLine.nCustomers === 0 ? (
            <Empty title={t('customers.none')}>
              <Link to="/customers">{t('customers.showAll')}</Link>
            </Empty>
          ) : (
            <>
              <Totals line={customerLine} />
              <div className="halves">
                <Bands line={customerLine} />
                <TrendOfAll filter={filter} asOf={asOf} />
              </div>
              <Movement filter={filter} period={period} asOf={asOf} dimension={choice.moved ?? 'RELATIONSHIP'} />
              <CustomerList choice={choice} asOf={asOf} />
              {customerLine.omitted > 0 && <p className="note-line">{t('standing.omitted', { count: customerLine.omitted })}</p>}
            </>
          )
        }
      </Answered>
    </div>
  );
}

type Line = CustomerTotalsQuery['customerLine'];

function Totals({ line }: { readonly line: Line }) {
  const { t } = useTranslation();
  const { chance, count } = useNumbers();
  const points = (value: number) => t('customers.points', { value: Math.round(100 * value), context: value > 0 ? 'up' : 'down' });
  return (
    <dl className="key-facts panel">
      <div>
        <dt>{t('customers.nCustomers')}</dt>
        <dd>
          {count(line.nCustomers)} <small className="faint">{t('customers.largeOnes', { count: line.large.yes })}</small>
        </dd>
      </div>
      <div>
        <dt>{t('customers.nKeyPersons')}</dt>
        <dd>{count(line.nKeyPersons)}</dd>
      </div>
      <div>
        <dt>{t('customers.completeness')}</dt>
        <dd>
          {chance(line.completeness.value)} <Change difference={line.periodOnPeriod.completeness.difference} decimals={3} write={points} />
        </dd>
      </div>
      <div>
        <dt>{t('customers.insight')}</dt>
        <dd>
          {typeof line.insight.rate === 'number' ? chance(line.insight.rate) : '–'} <Change difference={line.periodOnPeriod.insight.difference} decimals={3} write={points} />
        </dd>
      </div>
      <div>
        <dt>{t('customers.open')}</dt>
        <dd>
          <Money open={line.open} />
        </dd>
      </div>
    </dl>
  );
}

function Bands({ line }: { readonly line: Line }) {
  const { t } = useTranslation();
  const choice = useSearch({ from: '/customers' });
  const chosen = bandOf(choice.band);
  return (
    <section className="panel" aria-labelledby="bands-title">
      <h2 id="bands-title">{t('customers.bands')}</h2>
      <BandMatrix
        degrees={line.degrees}
        changes={line.periodOnPeriod.degrees}
        caption={t('customers.bandsCaption')}
        renderCount={(dimension, band, count) => {
          if (count === 0) return <span className="faint">0</span>;
          const here = chosen?.dimension === dimension && chosen.band === band;
          return (
            <Link
              to="/customers"
              search={(before) => ({ ...before, band: here ? undefined : `${dimension}.${band}` })}
              resetScroll={false}
              activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
              aria-current={here ? 'true' : undefined}
              aria-label={t('customers.bandLink', { count, degree: t(`values.dimension.${dimension}`), band: t(`values.band.${band}`) })}
            >
              {count}
            </Link>
          );
        }}
      />
    </section>
  );
}
