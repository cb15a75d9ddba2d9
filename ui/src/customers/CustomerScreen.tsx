import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { Answered } from '../states/Answered';
import { Empty } from '../states/Empty';
import { useMoment } from '../viewpoint/moment';
import { CustomerDeals } from './CustomerDeals';
import { CustomerHistory } from './CustomerHistory';
import { CustomerNumbers } from './CustomerNumbers';
import { DepartmentCoverage } from './DepartmentCoverage';
import { CustomerDocument, type CustomerQuery } from './generated/graphql';
import { useStanding } from './standing';
import './customers.css';

export type Organization = Extract<NonNullable<CustomerQuery['lookup']>, { __typename: 'Organization' }>;

/** One customer: its numbers, its business, how it moved, and whom of its departments we know. */
export function CustomerScreen() {
  const { t } = useTranslation();
  const { customer } = useParams({ from: '/customers/$customer' });
  const answer = useAnswer(CustomerDocument, { customer });
  return (
    <Answered whole answer={answer} lines={10}>
      {({ lookup }) =>
        lookup?.__typename === 'Organization' ? (
          <Card key={customer} organization={lookup} />
        ) : (
          <Empty whole title={t('customers.notHere', { customer })}>
            <Link to="/customers">{t('customers.toList')}</Link>
          </Empty>
        )
      }
    </Answered>
  );
}

function Card({ organization }: { readonly organization: Organization }) {
  const { t } = useTranslation();
  const asOf = useMoment();
  const standing = useStanding(organization, asOf);
  const { sourceId, departments } = organization;
  return (
    <div className="screen">
      <div className="screen-head">
        <div>
          <h1>{organization.name}</h1>
          <p className="customer-what faint">
            {[organization.industry, organization.region, organization.potential && t(`customers.potential.${organization.potential}`)].filter(Boolean).join(' · ')}
          </p>
        </div>
        <p className="customer-ways">
          <Link to="/customers">{t('customers.toList')}</Link>
          <Link to="/map/customer/$customer" params={{ customer: sourceId }}>
            {t('customers.map')}
          </Link>
          <Link to="/customers/$customer/dossier" params={{ customer: sourceId }}>
            {t('customers.dossier.link')}
          </Link>
        </p>
      </div>
      <Answered answer={standing} lines={6}>
        {({ standing: found, omitted }) => (found ? <CustomerNumbers standing={found} omitted={omitted} /> : <Empty title={t('customers.noNumbers')} />)}
      </Answered>
      <CustomerDeals customer={sourceId} asOf={asOf} />
      <section className="panel" aria-labelledby="history-title">
        <h2 id="history-title">{t('customers.trend')}</h2>
        <CustomerHistory of={sourceId} asOf={asOf} />
      </section>
      <section aria-labelledby="coverage-title">
        <h2 id="coverage-title">{t('customers.coverage')}</h2>
        <p className="note-line">{t('customers.coverageText')}</p>
        <DepartmentCoverage departments={departments.nodes} total={departments.totalCount ?? departments.nodes.length} asOf={asOf} />
      </section>
    </div>
  );
}
