import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { PersonSearch } from '../people/PersonSearch';
import { Answered } from '../states/Answered';
import { Empty } from '../states/Empty';
import { useNumbers } from '../values/numbers';
import { useMoment } from '../viewpoint/moment';
import { type NetworkChoice, askedOf, layers, readNetworkChoice, sides, strengths } from './choice';
import { Clusters, type Community } from './Clusters';
import { CommunityTable } from './CommunityTable';
import { Everybody } from './Everybody';
import { NetworkCommunitiesDocument, NetworkCustomersDocument, NetworkPeopleDocument } from './generated/graphql';
import './network.css';

/** The network as a picture: communities at first; one of them, or everybody, when opened. */
export function Network() {
  const { t } = useTranslation();
  const choice = readNetworkChoice(useSearch({ from: '/company' }));
  const navigate = useNavigate({ from: '/company' });
  const change = useCallback((what: NetworkChoice, replace = true) => void navigate({ search: (before) => ({ ...before, ...what }), replace, resetScroll: false }), [navigate]);
  const overview = { around: undefined, community: undefined, show: undefined, who: undefined } as const;
  const open = choice.show !== undefined || choice.around !== undefined || choice.community !== undefined;
  return (
    <div className="network">
      <Filters choice={choice} change={(what) => change({ ...what, ...(choice.community !== undefined && { community: undefined }) })} />
      <div className="network-ways">
        <PersonSearch label={t('network.find')} hint={t('record.findPerson')} onPick={({ sourceId }) => change({ who: sourceId, ...(choice.show === undefined && { around: sourceId, community: undefined }) }, false)} />
        {open && (
          <button type="button" onClick={() => change(overview, false)}>
            {t('network.toCommunities')}
          </button>
        )}
        {choice.show === undefined && (
          <button type="button" onClick={() => change({ ...overview, show: 'all', who: choice.who }, false)}>
            {t('network.showAll')}
          </button>
        )}
      </div>
      {open ? <People choice={choice} change={change} /> : <Communities choice={choice} onOpen={(community) => change(opened(community), false)} />}
    </div>
  );
}

/** A community is addressed by the person of the highest rank in it, who stays when numbers change; by its number where that person may not be named. */
function opened({ head, number }: Community): NetworkChoice {
  return head.person ? { around: head.person.sourceId } : { community: String(number) };
}

function Filters({ choice, change }: { readonly choice: NetworkChoice; readonly change: (what: NetworkChoice) => void }) {
  const { t } = useTranslation();
  const { chance } = useNumbers();
  const customers = useAnswer(NetworkCustomersDocument, {});
  return (
    <div className="filters">
      <label>
        {t('network.lines')}
        <select value={choice.layer ?? 'INFLUENCE'} onChange={({ target }) => change({ layer: target.value === 'CONTACT' ? 'CONTACT' : undefined })}>
          {layers.map((layer) => (
            <option key={layer} value={layer}>
              {t(`network.layer.${layer}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('network.among')}
        <select value={choice.side ?? ''} onChange={({ target }) => change({ side: sides.find((side) => side === target.value) })}>
          <option value="">{t('network.everybody')}</option>
          {sides.map((side) => (
            <option key={side} value={side}>
              {t(`network.side.${side}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('company.atCustomer')}
        <select value={choice.customer ?? ''} onChange={({ target }) => change({ customer: target.value || undefined })}>
          <option value="">{t('standing.all')}</option>
          {customers.data?.organizations.nodes.map(({ id, sourceId, name }) => (
            <option key={id} value={sourceId}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('network.strength')}
        <select value={choice.strength ?? ''} onChange={({ target }) => change({ strength: strengths.find((strength) => strength === target.value) })}>
          <option value="">{t('network.anyStrength')}</option>
          {strengths.map((strength) => (
            <option key={strength} value={strength}>
              ≥ {chance(Number(strength) / 100)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function Communities({ choice, onOpen }: { readonly choice: NetworkChoice; readonly onOpen: (community: Community) => void }) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const asOf = useMoment();
  const answer = useAnswer(NetworkCommunitiesDocument, { asOf, ...askedOf(choice) });
  return (
    <Answered answer={answer} lines={14}>
      {({ influenceMap: map }) => {
        if (map.nPeople === 0) return <Empty title={t('network.nobody')} />;
        const left = map.nCommunities - map.communities.length;
        return (
          <>
            <div className="network-sides">
              <section className="panel network-picture" aria-label={t('network.picture')}>
                <p className="faint network-told">
                  {t('network.told', { people: count(map.nPeople), lines: count(map.nLines), count: map.nCommunities, communities: count(map.nCommunities) })}
                </p>
                <Clusters communities={map.communities} ties={map.ties} onOpen={onOpen} label={t('network.picture')} />
                <Legend />
              </section>
              <CommunityTable communities={map.communities} ties={map.ties} onOpen={onOpen} />
            </div>
            {left > 0 && <p className="note-line">{t('network.smaller', { count: left, told: count(left) })}</p>}
            {map.omitted > 0 && <p className="note-line">{t('standing.omitted', { count: map.omitted })}</p>}
          </>
        );
      }}
    </Answered>
  );
}

export function Legend() {
  const { t } = useTranslation();
  return (
    <ul className="network-legend">
      <li data-of="ours">{t('network.legend.ours')}</li>
      <li data-of="outside">{t('network.legend.outside')}</li>
    </ul>
  );
}

function People({ choice, change }: { readonly choice: NetworkChoice; readonly change: (what: NetworkChoice) => void }) {
  const { t } = useTranslation();
  const asOf = useMoment();
  const part = choice.show === 'all' ? {} : choice.around === undefined ? { community: Number(choice.community) } : { around: choice.around };
  const answer = useAnswer(NetworkPeopleDocument, { asOf, ...askedOf(choice), ...part });
  return (
    <>
      <Answered answer={answer} lines={14}>
        {({ influenceMap: map }) => {
          if (!map.detail) return <Empty title={t('network.notHere')} />;
          if (map.detail.x.length === 0) return <Empty title={t('network.nobody')} />;
          return (
            <>
              <Everybody detail={map.detail} communities={map.communities} whole={choice.show === 'all'} who={choice.who} onWho={(who) => change({ who })} />
              {map.omitted > 0 && <p className="note-line">{t('standing.omitted', { count: map.omitted })}</p>}
            </>
          );
        }}
      </Answered>
      {answer.failure?.kind === 'limit' && <p className="note-line">{t('network.tooMany')}</p>}
    </>
  );
}
