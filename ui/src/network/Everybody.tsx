import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNumbers } from '../values/numbers';
import { crowdOf } from './crowd';
import { CrowdPicture } from './CrowdPicture';
import type { NetworkPeopleQuery } from './generated/graphql';
import { Legend } from './Network';
import { PeopleTable } from './PeopleTable';
import { useNameOf } from './words';

type Map = NetworkPeopleQuery['influenceMap'];

interface EverybodyProps {
  readonly detail: NonNullable<Map['detail']>;
  readonly communities: Map['communities'];
  readonly whole: boolean;
  /** Who stands out, by identifier. */
  readonly who: string | undefined;
  readonly onWho: (who: string | undefined) => void;
}

/** People of one community or of all: the picture, and a table with the same facts. */
export function Everybody({ detail, communities, whole, who, onWho }: EverybodyProps) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const nameOf = useNameOf();
  const crowd = useMemo(() => crowdOf(detail), [detail]);
  const place = who === undefined ? -1 : crowd.ids.indexOf(who);
  const chosen = place < 0 ? undefined : place;
  const circles = useMemo(() => {
    const shown = new Set(crowd.communities);
    return communities.filter(({ number }) => shown.has(number)).map((community) => ({ x: community.x, y: community.y, radius: community.radius, name: nameOf(community) }));
    // oxlint-disable-next-line react/exhaustive-deps -- the name of a community changes with the language alone, which makes everything anew
  }, [crowd, communities, t]);
  const choose = useCallback((person: number | undefined) => onWho(person === undefined ? undefined : (crowd.ids[person] ?? undefined)), [crowd, onWho]);
  const only = whole ? undefined : communities.find(({ number }) => number === crowd.communities[0]);
  const told = t('network.toldPeople', { count: crowd.n, people: count(crowd.n), lines: count(crowd.from.length) });
  return (
    <div className="network-sides">
      <section className="panel network-picture" aria-labelledby="network-of">
        <h2 id="network-of">{whole ? t('network.all') : only ? nameOf(only) : t('network.community', { number: (crowd.communities[0] ?? 0) + 1 })}</h2>
        <p className="faint network-told" role="status">
          {told}
        </p>
        <CrowdPicture crowd={crowd} circles={circles} chosen={chosen} onChoose={choose} label={t('network.picture')} />
        <Legend />
      </section>
      <PeopleTable crowd={crowd} chosen={chosen} onChoose={choose} />
    </div>
  );
}
