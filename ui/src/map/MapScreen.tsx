import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { Answered } from '../states/Answered';
import { Empty } from '../states/Empty';
import { FailureNotice } from '../states/FailureNotice';
import { useMoment } from '../viewpoint/moment';
import { useCustomerChart } from './customer';
import { MapOfOpportunityDocument, MapReachDocument } from './generated/graphql';
import { MapWorkshop } from './MapWorkshop';
import { chartOfDeal } from './read';
import './map.css';

const none: ReadonlyMap<string, number> = new Map();

/** The power map of an opportunity: who decides, with which role, attitude and vote, and how far we reach each. */
export function OpportunityMapScreen() {
  const { t } = useTranslation();
  const { opportunity } = useParams({ from: '/map/opportunity/$opportunity' });
  const asOf = useMoment();
  const answer = useAnswer(MapOfOpportunityDocument, { opportunity, asOf });
  // Our reach takes longer; the map does not wait for it.
  const reached = useAnswer(MapReachDocument, { opportunity, asOf }, { pause: answer.data === undefined });
  const deal = answer.data?.lookup?.__typename === 'Opportunity' ? answer.data.lookup : undefined;
  const chart = useMemo(() => deal && chartOfDeal(deal), [deal]);
  const lookup = reached.data?.lookup;
  const reach = useMemo(() => {
    if (lookup?.__typename !== 'Opportunity') return none;
    const known = lookup.decisionChain.members.flatMap(({ person }) => (person.keyPerson ? [[person.sourceId, person.keyPerson.reach.companyReach.probability] as const] : []));
    return new Map(known);
  }, [lookup]);
  return (
    <Answered whole answer={answer} lines={12}>
      {() =>
        deal && chart ? (
          <MapFrame
            title={deal.name}
            notes={
              <>
                <Link to="/opportunity/$opportunity" params={{ opportunity: deal.sourceId }}>
                  {t('map.toDeal')}
                </Link>
                <Link to="/map/customer/$customer" params={{ customer: deal.customer.sourceId }}>
                  {t('map.ofCustomer', { name: deal.customer.name })}
                </Link>
                {deal.decisionChain.omitted > 0 && <span className="faint">{t('ask.summary.omitted', { count: deal.decisionChain.omitted })}</span>}
              </>
            }
          >
            {chart.people.length === 0 ? (
              <Empty title={t('map.nobody')}>{t('map.nobodyText')}</Empty>
            ) : (
              <MapWorkshop map={deal.sourceId} title={deal.name} chart={chart} reach={reach} opportunity={deal.sourceId} />
            )}
          </MapFrame>
        ) : (
          <NotFound />
        )
      }
    </Answered>
  );
}

/** The power map of a customer: everybody who works there, by closeness to us. */
export function CustomerMapScreen() {
  const { t } = useTranslation();
  const { customer } = useParams({ from: '/map/customer/$customer' });
  const asOf = useMoment();
  const { name, opportunities, chart, done, of, missing, failure, again } = useCustomerChart(customer, asOf);
  if (missing) return <NotFound />;
  if (failure && !chart) return <FailureNotice whole failure={failure} again={again} />;
  const open = opportunities.filter(({ outcome }) => !outcome);
  return (
    <MapFrame
      title={name ?? ''}
      notes={
        <>
          <span className="faint">{t('map.byCloseness')}</span>
          {open.length > 0 && <Opportunities opportunities={open} />}
        </>
      }
    >
      {chart ? (
        chart.people.length === 0 ? (
          <Empty title={t('map.nobody')}>{t('map.nobodyAtCustomer')}</Empty>
        ) : (
          <MapWorkshop map={customer} title={name ?? customer} chart={chart} reach={none} />
        )
      ) : (
        <label className="map-progress">
          {t('map.progress', { done, of })} <progress value={done} max={Math.max(1, of)} />
        </label>
      )}
    </MapFrame>
  );
}

function MapFrame({ title, notes, children }: { readonly title: string; readonly notes: ReactNode; readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="map-screen">
      <header className="map-head">
        <h1>{t('map.title', { name: title })}</h1>
        <p>{notes}</p>
      </header>
      {children}
    </div>
  );
}

function Opportunities({ opportunities }: { readonly opportunities: readonly { readonly sourceId: string; readonly name: string }[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <label>
      {t('map.opportunities')}{' '}
      <select value="" onChange={(event) => void navigate({ to: '/map/opportunity/$opportunity', params: { opportunity: event.target.value } })}>
        <option value="">{t('map.choose', { count: opportunities.length })}</option>
        {opportunities.map(({ sourceId, name }) => (
          <option key={sourceId} value={sourceId}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function NotFound() {
  const { t } = useTranslation();
  return <Empty whole title={t('shell.failures.notFound.title')}>{t('shell.failures.notFound.text')}</Empty>;
}

/** What the address says of the map: who is selected, and whether it is read as a picture or as a table. */
export function useMapPlace() {
  const search = useSearch({ strict: false }) as { readonly who?: string; readonly view?: string };
  const navigate = useNavigate();
  const change = useCallback(
    (what: { readonly who?: string | undefined; readonly view?: string | undefined }) =>
      void navigate({ to: '.', search: ((before: Record<string, unknown>) => ({ ...before, ...what })) as never, replace: true, resetScroll: false }),
    [navigate],
  );
  return { who: search.who, table: search.view === 'table', change };
}
