import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { Answered } from '../states/Answered';
import { Empty } from '../states/Empty';
import { useDates } from '../values/dates';
import { useNumbers } from '../values/numbers';
import { Tag } from '../values/Tag';
import { useMoment } from '../viewpoint/moment';
import { Findings } from './Findings';
import { DealDocument, type DealQuery } from './generated/graphql';
import { Help } from './Help';
import { Members } from './Members';
import { Averages, Meters } from './Meters';
import { StatusPanel } from './StatusPanel';
import { WinPanel } from './WinPanel';
import './opportunity.css';

export type Deal = Extract<NonNullable<DealQuery['lookup']>, { __typename: 'Opportunity' }>;

/** Where a deal stands: the state of its decision chain, the chance to win with its parts, and what would help most. */
export function DealScreen() {
  const { t, i18n } = useTranslation();
  const { opportunity } = useParams({ from: '/opportunity/$opportunity' });
  const asOf = useMoment();
  const language = i18n.language === 'zh' ? 'ZH' : 'EN';
  const answer = useAnswer(DealDocument, { opportunity, asOf, language }, { keepFor: `${opportunity} ${asOf ?? ''}` });
  return (
    <Answered whole answer={answer} lines={12}>
      {({ lookup }) =>
        lookup?.__typename === 'Opportunity' ? <DealBody deal={lookup} /> : <Empty whole title={t('shell.failures.notFound.title')}>{t('shell.failures.notFound.text')}</Empty>
      }
    </Answered>
  );
}

function DealBody({ deal }: { readonly deal: Deal }) {
  const { t } = useTranslation();
  const chain = deal.decisionChain;
  return (
    <article className="deal">
      <DealHead deal={deal} />
      <div className="deal-top">
        <StatusPanel chain={chain} />
        <WinPanel win={deal.winProbability} />
      </div>
      <div className="deal-columns">
        <div className="deal-column">
          <Help opportunity={deal.sourceId} win={deal.winProbability} />
          <section className="panel">
            <h2>{t('opportunity.drawn')}</h2>
            <Meters completeness={chain.completeness} insight={chain.insight} />
          </section>
        </div>
        <section className="panel">
          <h2>{t('opportunity.alerts')}</h2>
          {chain.alerts.length === 0 ? (
            <p className="faint">{t('opportunity.noAlerts')}</p>
          ) : (
            <ul className="deal-alerts">
              {chain.alerts.map(({ kind, text, members }) => (
                <li key={kind + members.map(({ person }) => person.id).join()}>
                  {text} <People people={members.map(({ person }) => person)} opportunity={deal.sourceId} />
                </li>
              ))}
            </ul>
          )}
          {chain.missingRoles.length > 0 && (
            <p>
              {t('opportunity.missing')} {chain.missingRoles.map((role) => t(`values.role.${role}`)).join('、')}
            </p>
          )}
          <Averages averages={chain.averages} />
        </section>
      </div>
      <Findings deal={deal} />
      {chain.members.length > 0 && <Members members={chain.members} opportunity={deal.sourceId} />}
    </article>
  );
}

function DealHead({ deal }: { readonly deal: Deal }) {
  const { t } = useTranslation();
  const { money } = useNumbers();
  const { day } = useDates();
  const facts = [
    deal.customer.name,
    deal.owner && t('opportunity.owner', { name: deal.owner.name }),
    deal.amount && deal.currency ? money(deal.amount, deal.currency) : t('opportunity.noAmount'),
    deal.winProbability.stage && t(`opportunity.stages.${deal.winProbability.stage}`),
    deal.opened && t('opportunity.opened', { day: day(deal.opened) }),
    deal.closed && t('opportunity.closed', { day: day(deal.closed) }),
  ];
  return (
    <header className="deal-head">
      <div>
        <h1>
          {deal.name} {deal.outcome && <Tag tone={deal.outcome === 'WON' ? 'for' : 'plain'}>{t(`opportunity.outcomes.${deal.outcome}`)}</Tag>}
        </h1>
        <p className="faint">{facts.filter(Boolean).join(' · ')}</p>
      </div>
      <nav className="person-ways" aria-label={t('person.ways')}>
        <Link to="/map/opportunity/$opportunity" params={{ opportunity: deal.sourceId }}>
          {t('shell.screens.map')}
        </Link>
      </nav>
    </header>
  );
}

/** Names that lead to the cards of people in this opportunity. */
export function People({ people, opportunity }: { readonly people: readonly { readonly id: string; readonly sourceId: string; readonly name: string }[]; readonly opportunity: string }) {
  return (
    <span className="deal-people">
      {people.map(({ id, sourceId, name }) => (
        <Link key={id} to="/person/$person" params={{ person: sourceId }} search={{ opportunity }}>
          {name}
        </Link>
      ))}
    </span>
  );
}
