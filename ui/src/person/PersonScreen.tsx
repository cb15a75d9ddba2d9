import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { Answered } from '../states/Answered';
import { Empty } from '../states/Empty';
import { Tag } from '../values/Tag';
import { useMoment } from '../viewpoint/moment';
import { Degrees } from './Degrees';
import { PersonCardDocument, type PersonCardQuery } from './generated/graphql';
import { Lines } from './Lines';
import { ReachPanel, Traits } from './Traits';
import './person.css';

export type Card = Extract<NonNullable<PersonCardQuery['lookup']>, { __typename: 'Person' }>;

/** Everything that is known of one person, in general or in one opportunity. */
export function PersonScreen() {
  const { t } = useTranslation();
  const { person } = useParams({ from: '/person/$person' });
  const { opportunity } = useSearch({ from: '/person/$person' });
  const asOf = useMoment();
  const answer = useAnswer(PersonCardDocument, { person, opportunity, asOf }, { keepFor: person });
  return (
    <Answered whole answer={answer} lines={12}>
      {({ lookup }) =>
        lookup?.__typename === 'Person' ? <PersonCard card={lookup} opportunity={opportunity} /> : <Empty whole title={t('shell.failures.notFound.title')}>{t('shell.failures.notFound.text')}</Empty>
      }
    </Answered>
  );
}

function PersonCard({ card, opportunity }: { readonly card: Card; readonly opportunity: string | undefined }) {
  const { t } = useTranslation();
  const key = card.keyPerson;
  return (
    <article className="person">
      <Head card={card} opportunity={opportunity} />
      {key && <OpportunityChoice card={card} opportunity={opportunity} />}
      <div className="person-columns">
        {key && <Degrees degrees={key.degrees} history={key.history} vendor={key.vendor.name} />}
        <div className="person-side">
          {key && <ReachPanel card={card} reach={key.reach} />}
          {key && <Traits card={key} inOpportunity={opportunity !== undefined} />}
          <Around card={card} />
        </div>
      </div>
      {key && key.influencedBy.length > 0 && <Lines title={t('person.influencedBy', { name: card.name })} lines={key.influencedBy} end="from" />}
      {card.influences.nodes.length > 0 && <Lines title={t('person.influences', { name: card.name })} lines={card.influences.nodes} end="to" />}
    </article>
  );
}

function Head({ card, opportunity }: { readonly card: Card; readonly opportunity: string | undefined }) {
  const { t } = useTranslation();
  return (
    <header className="person-head">
      <div>
        <h1>
          {card.name} {card.aliases.length > 0 && <span className="faint person-alias">{card.aliases.join(' · ')}</span>}
        </h1>
        {card.memberships.nodes.map(({ id, organization, department, title }) => (
          <p key={id} className="faint">
            {[organization.name, department?.name, title].filter(Boolean).join(' · ')}
          </p>
        ))}
        <p className="person-contact">
          {card.email && <a href={`mailto:${card.email}`}>{card.email}</a>}
          {card.phone && <a href={`tel:${card.phone.replaceAll(' ', '')}`}>{card.phone}</a>}
        </p>
      </div>
      <nav className="person-ways" aria-label={t('person.ways')}>
        {card.isEmployee ? (
          <>
            <Tag>{t('person.employee')}</Tag>
            <Link to="/company" search={{ part: 'departure', people: card.sourceId }}>
              {t('person.leaves')}
            </Link>
          </>
        ) : (
          <>
            <Link to="/ask/$person" params={{ person: card.sourceId }}>
              {t('person.ask')}
            </Link>
            <Link to="/route/$person" params={{ person: card.sourceId }}>
              {t('person.routes')}
            </Link>
            <Link to="/record" search={{ person: card.sourceId, opportunity }}>
              {t('map.assess')}
            </Link>
          </>
        )}
      </nav>
    </header>
  );
}

/** In which opportunity the card is read: attitudes, votes and weight belong to one. */
function OpportunityChoice({ card, opportunity }: { readonly card: Card; readonly opportunity: string | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const known = new Map(card.decisionRoles.nodes.map((role) => [role.opportunity.sourceId, role.opportunity.name]));
  if (opportunity && !known.has(opportunity)) known.set(opportunity, opportunity);
  if (known.size === 0) return null;
  return (
    <label className="person-opportunity">
      {t('person.seenIn')}{' '}
      <select value={opportunity ?? ''} onChange={(event) => void navigate({ to: '.', search: (before) => ({ ...before, opportunity: event.target.value || undefined }), replace: true })}>
        <option value="">{t('person.inGeneral')}</option>
        {[...known].map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Above, below, and where the person decides. */
function Around({ card }: { readonly card: Card }) {
  const { t } = useTranslation();
  const { manager, reports, decisionRoles, opportunities } = card;
  return (
    <>
      {(manager || reports.nodes.length > 0) && (
        <section className="panel">
          <h2>{t('person.reporting')}</h2>
          <dl className="facts">
            {manager && (
              <div>
                <dt>{t('person.manager')}</dt>
                <dd>
                  <PersonLink person={manager} />
                </dd>
              </div>
            )}
            {reports.nodes.length > 0 && (
              <div>
                <dt>{t('person.reports')}</dt>
                <dd className="person-names">
                  {reports.nodes.map((report) => (
                    <PersonLink key={report.id} person={report} />
                  ))}
                </dd>
              </div>
            )}
          </dl>
        </section>
      )}
      {(decisionRoles.nodes.length > 0 || opportunities.nodes.length > 0) && (
        <section className="panel">
          <h2>{t('person.opportunities')}</h2>
          <ul className="person-deals">
            {decisionRoles.nodes.map(({ id, role, opportunity }) => (
              <li key={id}>
                <DealLink deal={opportunity} /> <span className="faint">{t(`values.role.${role ?? 'UNNAMED'}`)}</span>
              </li>
            ))}
            {opportunities.nodes.map((deal) => (
              <li key={deal.id}>
                <DealLink deal={deal} /> <span className="faint">{deal.customer.name}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function DealLink({ deal }: { readonly deal: { readonly sourceId: string; readonly name: string } }) {
  return (
    <Link to="/opportunity/$opportunity" params={{ opportunity: deal.sourceId }}>
      {deal.name}
    </Link>
  );
}

export function PersonLink({ person }: { readonly person: { readonly sourceId: string; readonly name: string } }) {
  return (
    <Link to="/person/$person" params={{ person: person.sourceId }}>
      {person.name}
    </Link>
  );
}
