import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { useEach } from '../api/each';
import { Answered } from '../states/Answered';
import { Empty } from '../states/Empty';
import { FailureNotice } from '../states/FailureNotice';
import { useDates } from '../values/dates';
import { useMoment } from '../viewpoint/moment';
import { CustomerNumbers } from './CustomerNumbers';
import { type Deal, useApiLanguage, useOpenDeals } from './deals';
import { countedIn } from './dossier';
import { DossierDeals, type Told } from './DossierDeals';
import { DossierPeople } from './DossierPeople';
import { DossierDealDocument, DossierDocument, type DossierQuery } from './generated/graphql';
import { useStanding } from './standing';
import './customers.css';

type Organization = Extract<NonNullable<DossierQuery['lookup']>, { __typename: 'Organization' }>;

/** What who takes a customer over must know, on paper: the numbers, the business, who counts, who of us knows them, and what to ask first. */
export function DossierScreen() {
  const { t } = useTranslation();
  const { customer } = useParams({ from: '/customers/$customer/dossier' });
  const answer = useAnswer(DossierDocument, { customer });
  return (
    <Answered whole answer={answer} lines={14}>
      {({ lookup, viewer }) =>
        lookup?.__typename === 'Organization' ? (
          <Dossier organization={lookup} by={viewer.person?.name ?? viewer.sourceId} />
        ) : (
          <Empty whole title={t('customers.notHere', { customer })}>
            <Link to="/customers">{t('customers.toList')}</Link>
          </Empty>
        )
      }
    </Answered>
  );
}

function Dossier({ organization, by }: { readonly organization: Organization; readonly by: string }) {
  const { t } = useTranslation();
  const { day } = useDates();
  const asOf = useMoment();
  const [today] = useState(() => new Date().toISOString());
  const standing = useStanding(organization, asOf);
  const deals = useOpenDeals(organization.sourceId, asOf);
  const made = t('customers.dossier.made', { day: day(asOf ?? today), by });
  return (
    <article className="screen dossier">
      <div className="screen-head">
        <div>
          <h1>{t('customers.dossier.title', { name: organization.name })}</h1>
          <p className="customer-what faint">{[organization.industry, organization.region, made].filter(Boolean).join(' · ')}</p>
        </div>
        <p className="customer-ways">
          <Link to="/customers/$customer" params={{ customer: organization.sourceId }}>
            {t('customers.dossier.back')}
          </Link>
          <button type="button" className="strong" onClick={() => window.print()}>
            {t('customers.dossier.print')}
          </button>
        </p>
      </div>
      <Answered answer={standing} lines={6}>
        {({ standing: found, omitted }) => (found ? <CustomerNumbers standing={found} omitted={omitted} /> : <Empty title={t('customers.noNumbers')} />)}
      </Answered>
      <Answered answer={deals} lines={10}>
        {({ open }) => <Business open={open} customer={organization.sourceId} owner={standing.data?.standing?.owner?.sourceId} asOf={asOf} />}
      </Answered>
    </article>
  );
}

interface BusinessProps {
  readonly open: readonly Deal[];
  readonly customer: string;
  readonly owner: string | undefined;
  readonly asOf: string | undefined;
}

function Business({ open, customer, owner, asOf }: BusinessProps) {
  const { t } = useTranslation();
  const language = useApiLanguage();
  const answers = useEach(
    DossierDealDocument,
    open.map(({ sourceId }) => ({ opportunity: sourceId, asOf, language })),
  );
  const told: readonly (Told | undefined)[] = answers.map(({ data }) => (data?.lookup?.__typename === 'Opportunity' ? data.lookup : undefined));
  const failed = answers.find(({ failure }) => failure);
  const people = answers.some(({ fetching }) => fetching) ? undefined : countedIn(told.flatMap((deal) => deal ?? []));
  return (
    <>
      <section className="panel" aria-labelledby="dossier-deals">
        <h2 id="dossier-deals">{t('customers.deals')}</h2>
        {failed?.failure && <FailureNotice failure={failed.failure} again={failed.again} asking={failed.fetching} />}
        <DossierDeals deals={open.map((deal, place) => ({ deal, told: told[place] }))} owner={owner} asOf={asOf} />
      </section>
      <section className="panel" aria-labelledby="dossier-people">
        <h2 id="dossier-people">{t('customers.dossier.people')}</h2>
        {people && <DossierPeople people={people} customer={customer} asOf={asOf} />}
      </section>
    </>
  );
}
