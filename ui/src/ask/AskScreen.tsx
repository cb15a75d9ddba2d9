import { Link, useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { PersonSearch } from '../people/PersonSearch';
import { Answered } from '../states/Answered';
import { useMoment } from '../viewpoint/moment';
import { OpenDealsDocument } from './generated/graphql';
import './ask.css';

/** Where one begins: whom do you want to reach? Below, those who decide in the viewer's own open opportunities. */
export function AskScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const asOf = useMoment();
  const deals = useAnswer(OpenDealsDocument, { asOf });
  const router = useRouter();
  useEffect(() => {
    // The next screen is almost certainly the answer; its code is there by then.
    void router.loadRouteChunk(router.routesById['/ask/$person']);
  }, [router]);
  return (
    <div className="ask-start">
      <h1>{t('ask.start.title')}</h1>
      <PersonSearch
        label={t('ask.search.label')}
        hint={t('ask.search.hint')}
        contactsOnly
        startHere
        onPick={({ sourceId }) => void navigate({ to: '/ask/$person', params: { person: sourceId } })}
      />
      <Answered answer={deals} lines={3}>
        {(data) => {
          const open = data.viewer.person?.opportunities.nodes.filter((deal) => !deal.outcome && deal.roles.nodes.length > 0) ?? [];
          if (open.length === 0) return null;
          return (
            <section aria-labelledby="ask-deals">
              <h2 id="ask-deals">{t('ask.start.deals')}</h2>
              <ul className="ask-deals">
                {open.map((deal) => (
                  <li key={deal.id} className="panel">
                    <h3>{deal.name}</h3>
                    <p className="faint">{deal.customer.name}</p>
                    <ul>
                      {deal.roles.nodes.map(({ id, person, role }) => (
                        <li key={id}>
                          <Link to="/ask/$person" params={{ person: person.sourceId }}>
                            {person.name}
                          </Link>{' '}
                          <span className="faint">{t(`values.role.${role ?? 'UNNAMED'}`)}</span>
                        </li>
                      ))}
                    </ul>
                  </li>
                ))}
              </ul>
            </section>
          );
        }}
      </Answered>
    </div>
  );
}
