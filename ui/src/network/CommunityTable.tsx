import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Scroll } from '../frame/Scroll';
import { OneOfUs } from '../company/OneOfUs';
import { useNumbers } from '../values/numbers';
import type { Community } from './Clusters';
import type { NetworkCommunitiesQuery } from './generated/graphql';
import { useNameOf } from './words';

const page = 12;

interface CommunityTableProps {
  readonly communities: readonly Community[];
  readonly ties: NetworkCommunitiesQuery['influenceMap']['ties'];
  readonly onOpen: (community: Community) => void;
}

/** The communities of the picture in a table, the largest first, each with the one it is tied to most. */
export function CommunityTable({ communities, ties, onOpen }: CommunityTableProps) {
  const { t } = useTranslation();
  const { count, chance } = useNumbers();
  const nameOf = useNameOf();
  const [most, setMost] = useState(page);
  const nearest = (number: number) => {
    // The strongest come first.
    const tie = ties.find((one) => one.communities.includes(number));
    const other = communities[tie?.communities.find((one) => one !== number) ?? -1];
    return tie && other && { other, nLines: tie.nLines };
  };
  return (
    <section className="panel network-table" aria-label={t('network.table')}>
      <Scroll label={t('network.table')}>
        <table className="company-table">
          <caption>{t('network.communitiesCaption', { count: communities.length })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('network.communityHead')}</th>
              <th scope="col" className="number">
                {t('network.peopleHead')}
              </th>
              <th scope="col">{t('network.tiedTo')}</th>
              <th scope="col">{t('network.head')}</th>
            </tr>
          </thead>
          <tbody>
            {communities.slice(0, most).map((community) => {
              const near = nearest(community.number);
              return (
                <tr key={community.number}>
                  <th scope="row">
                    <button type="button" className="quiet network-name" aria-label={t('network.open', { name: nameOf(community), number: community.number + 1 })} onClick={() => onOpen(community)}>
                      {nameOf(community)}
                    </button>
                    {community.nOfUnit > 0 && <span className="row-line">{t('network.ofUnit', { share: chance(community.nOfUnit / community.size) })}</span>}
                  </th>
                  <td className="number">
                    {count(community.size)}
                    <span className="row-line">{t('network.oursOf', { count: community.nEmployees, told: count(community.nEmployees) })}</span>
                  </td>
                  <td>
                    {near ? nameOf(near.other) : '–'}
                    {near && <span className="row-line">{t('network.linesOf', { count: near.nLines, told: count(near.nLines) })}</span>}
                  </td>
                  <td>
                    <OneOfUs one={{ ...community.head, ...(community.head.person && { department: null }) }} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
      {communities.length > most && (
        <p>
          <button type="button" onClick={() => setMost(most + page)}>
            {t('standing.more', { count: communities.length - most })}
          </button>
        </p>
      )}
    </section>
  );
}
