import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { useWide } from '../frame/wide';
import { partyKey, usePartyName } from '../people/party';
import { Answered } from '../states/Answered';
import { Empty } from '../states/Empty';
import { useNumbers } from '../values/numbers';
import { useMoment } from '../viewpoint/moment';
import { ViewpointChoice } from '../viewpoint/ViewpointChoice';
import { useViewpoint } from '../viewpoint/viewpoint';
import { RoutesDocument, type RoutesQuery } from './generated/graphql';
import { pictureOf } from './picture';
import { RoutePicture } from './RoutePicture';
import { ConflictTable, RouteTable } from './RouteTable';
import './route.css';

const doorsShown = 8;

/** The best ways to a person as a picture, with the same facts as a table below it. */
export function RouteScreen() {
  const { t } = useTranslation();
  const { person } = useParams({ from: '/route/$person' });
  const asOf = useMoment();
  const viewpoint = useViewpoint();
  const answer = useAnswer(RoutesDocument, { keyPerson: person, viewpoint, asOf, first: doorsShown });
  return (
    <Answered whole answer={answer} lines={12}>
      {({ influencersOf }) => (
        <>
          <header className="route-head">
            <div>
              <h1>{t('route.title', { name: influencersOf.keyPerson.name })}</h1>
              <p className="faint">
                {influencersOf.keyPerson.memberships.nodes.map(({ organization, title }) => [organization.name, title].filter(Boolean).join(' · '))}{' '}
                <Link to="/ask/$person" params={{ person }}>
                  {t('route.toAsk')}
                </Link>{' '}
                <Link to="/record" search={{ what: 'influence', person }}>
                  {t('route.record')}
                </Link>
              </p>
            </div>
            <ViewpointChoice />
          </header>
          {influencersOf.doors.nodes.length === 0 ? (
            <Empty title={t(`ask.knowledge.${influencersOf.knowledge}.title`)}>{t(`ask.knowledge.${influencersOf.knowledge}.text`)}</Empty>
          ) : (
            <Ways answer={influencersOf} />
          )}
        </>
      )}
    </Answered>
  );
}

function Ways({ answer }: { readonly answer: RoutesQuery['influencersOf'] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const nameOf = usePartyName();
  const { chance } = useNumbers();
  const wide = useWide();
  const { door } = useSearch({ from: '/route/$person' });
  const doors = answer.doors.nodes;
  const wanted = doors.findIndex(({ employee }, place) => partyKey(employee, place) === door);
  const chosen = Math.max(0, wanted >= 0 ? wanted : doors.findIndex(({ askFirst }) => askFirst));
  // A narrow screen has room for the ways of one door.
  const picture = useMemo(() => {
    const ways = doors.map(({ employee, introduction, routes }, place) => ({
      door: employee,
      inside: introduction?.route?.steps ?? [],
      outside: (place === chosen ? routes : routes.slice(0, 1)).map(({ steps }) => steps),
    }));
    return pictureOf(wide ? ways : ways.slice(chosen, chosen + 1));
  }, [doors, chosen, wide]);
  const conflicts = answer.conflicts.nodes.map(({ from, to }) => ({ from: from.sourceId, to: to.sourceId }));
  const omitted = answer.omissions.reduce((sum, { count }) => sum + count, 0);
  const total = answer.doors.totalCount ?? doors.length;
  return (
    <>
      <div className="route-columns">
        <section aria-labelledby="route-doors">
          <h2 id="route-doors">{t('route.best', { count: doors.length })}</h2>
          <ol className="route-doors">
            {doors.map(({ employee, probability, routes }, place) => {
              const key = partyKey(employee, place);
              const between = routes[0]?.steps.slice(0, -1).map(({ to }) => nameOf(to)) ?? [];
              return (
                <li key={key}>
                  <button
                    type="button"
                    aria-pressed={place === chosen}
                    onClick={() => void navigate({ to: '.', search: (before) => ({ ...before, door: key }), replace: true, resetScroll: false })}
                  >
                    <span>
                      {place + 1}. {nameOf(employee)}
                    </span>
                    <strong>{chance(probability)}</strong>
                    <span className="faint">{between.length > 0 ? t('route.through', { names: between.join(' → ') }) : t('route.direct')}</span>
                  </button>
                </li>
              );
            })}
          </ol>
          {total > doors.length && <p className="faint">{t('route.others', { count: total - doors.length })}</p>}
          {omitted > 0 && <p className="faint">{t('ask.summary.omitted', { count: omitted })}</p>}
        </section>
        <section className="panel" aria-label={t('route.picture')}>
          <RoutePicture picture={picture} conflicts={conflicts} chosen={wide ? chosen : 0} label={t('route.label', { name: answer.keyPerson.name, count: doors.length })} />
          <ul className="route-legend">
            <li data-sign="strong">{t('route.legend.strong')}</li>
            <li data-sign="old">{t('route.legend.old')}</li>
            <li data-sign="cold">{t('route.legend.cold')}</li>
            <li data-sign="conflict">{t('route.legend.conflict')}</li>
          </ul>
        </section>
      </div>
      <RouteTable picture={picture} chosen={wide ? chosen : 0} />
      {answer.conflicts.nodes.length > 0 && <ConflictTable conflicts={answer.conflicts} />}
    </>
  );
}
