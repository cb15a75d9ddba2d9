import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { TrendOfAll } from '../customers/TrendOfAll';
import { Money } from '../standing/Money';
import { Status } from '../standing/Status';
import { Answered } from '../states/Answered';
import { useNumbers } from '../values/numbers';
import { useMoment } from '../viewpoint/moment';
import { CompanyGapsDocument, type CompanyGapsQuery, CompanyStateDocument, type CompanyStateQuery } from './generated/graphql';
import { Moves } from './Moves';
import { AskLink, OneOfUs, keyOf } from './OneOfUs';

const everything = {};

/** Where the company stands: figures, business by status, trend, gaps, and what changed. */
export function Overview() {
  const asOf = useMoment();
  const state = useAnswer(CompanyStateDocument, { asOf });
  const gaps = useAnswer(CompanyGapsDocument, { asOf });
  return (
    <>
      <Answered answer={state} lines={3}>
        {({ companyOverview }) => <Figures overview={companyOverview} coverage={gaps.data?.coverage} />}
      </Answered>
      <div className="halves">
        <div className="company-column">
          <Answered answer={state} lines={4}>
            {({ companyOverview }) => <Business business={companyOverview.business} />}
          </Answered>
          <Answered answer={gaps} lines={3}>
            {({ coverage }) => <SingleThreaded coverage={coverage} />}
          </Answered>
        </div>
        <TrendOfAll filter={everything} asOf={asOf} />
      </div>
      <div className="halves">
        <Answered answer={gaps} lines={6}>
          {({ coverage }) => <Uncovered coverage={coverage} />}
        </Answered>
        <Moves asOf={asOf} />
      </div>
    </>
  );
}

type Gaps = CompanyGapsQuery['coverage'];

function Figures({ overview, coverage }: { readonly overview: CompanyStateQuery['companyOverview']; readonly coverage: Gaps | undefined }) {
  const { t } = useTranslation();
  const { chance, count } = useNumbers();
  return (
    <>
      <dl className="key-facts panel">
        <div>
          <dt>{t('company.customers')}</dt>
          <dd>{count(overview.nCustomers)}</dd>
        </div>
        <div>
          <dt>{t('company.covered')}</dt>
          <dd>
            {coverage ? count(coverage.nCovered) : '–'} <small className="faint">{coverage && t('company.ofKeyPersons', { count: coverage.nKeyPersons })}</small>
          </dd>
        </div>
        <div>
          <dt>{t('company.coveredPower')}</dt>
          <dd>{coverage && coverage.power > 0 ? chance(coverage.coveredPower / coverage.power) : '–'}</dd>
        </div>
        <div>
          <dt>{t('company.singleThreaded')}</dt>
          <dd>{coverage ? count(coverage.singleThreaded.totalCount ?? coverage.singleThreaded.nodes.length) : '–'}</dd>
        </div>
        <div>
          <dt>{t('customers.completeness')}</dt>
          <dd>{chance(overview.completeness.value)}</dd>
        </div>
      </dl>
      {overview.omitted > 0 && <p className="note-line">{t('standing.omitted', { count: overview.omitted })}</p>}
    </>
  );
}

function Business({ business }: { readonly business: CompanyStateQuery['companyOverview']['business'] }) {
  const { t } = useTranslation();
  return (
    <section className="panel" aria-labelledby="business-title">
      <h2 id="business-title">{t('company.business')}</h2>
      <ul className="business">
        {business.map(({ status, open }) => (
          <li key={status}>
            <Status status={status} />
            <span>
              <Money open={open} />
            </span>
          </li>
        ))}
      </ul>
      <p>
        <Link to="/team">{t('company.toCoaching')}</Link>
      </p>
    </section>
  );
}

function Uncovered({ coverage }: { readonly coverage: Gaps }) {
  const { t } = useTranslation();
  const { chance } = useNumbers();
  const { nodes, totalCount } = coverage.uncoveredKeyPersons;
  return (
    <section className="panel" aria-labelledby="uncovered-title">
      <h2 id="uncovered-title">{t('company.uncovered', { count: totalCount ?? nodes.length })}</h2>
      {nodes.length === 0 && <p className="faint">{t('company.nobodyUncovered')}</p>}
      <ul className="company-list">
        {nodes.map(({ person, customers, power, bestProbability }) => (
          <li key={person.id}>
            <span>
              <AskLink person={person} />
              <span className="row-line">{customers.map(({ name }) => name).join(' · ')}</span>
            </span>
            <span className="faint">{t('company.power', { value: chance(power) })}</span>
            <span className="faint">{typeof bestProbability === 'number' ? t('company.best', { value: chance(bestProbability) }) : t('company.noWay')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function SingleThreaded({ coverage }: { readonly coverage: Gaps }) {
  const { t } = useTranslation();
  const { nodes, totalCount } = coverage.singleThreaded;
  return (
    <section className="panel" aria-labelledby="threads-title">
      <h2 id="threads-title">{t('company.threads', { count: totalCount ?? nodes.length })}</h2>
      {nodes.length === 0 && <p className="faint">{t('company.noThreads')}</p>}
      <ul className="company-list">
        {nodes.map(({ customer, onOurSide, onTheirSide }) => (
          <li key={customer.id}>
            <Link to="/customers/$customer" params={{ customer: customer.sourceId }}>
              {customer.name}
            </Link>
            <span>
              {onOurSide && (
                <>
                  <span className="faint">{t('company.onlyOurs')}</span> <OneOfUs one={onOurSide} key={keyOf(onOurSide, 0)} />
                </>
              )}
              {onTheirSide && (
                <>
                  <span className="faint">{t('company.onlyTheirs')}</span> <AskLink person={onTheirSide} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
