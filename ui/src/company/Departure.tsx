import { useTranslation } from 'react-i18next';
import { useEach } from '../api/each';
import { PersonSearch } from '../people/PersonSearch';
import { useMoment } from '../viewpoint/moment';
import { useCompanyChoice } from './address';
import { peopleOf } from './choice';
import { LeaversDocument } from './generated/graphql';
import { Ranking } from './Ranking';
import { WhatIf } from './WhatIf';

/** What breaks if people leave together, who could take over, and on whom we depend most. */
export function Departure() {
  const { t } = useTranslation();
  const asOf = useMoment();
  const [{ people }, change] = useCompanyChoice();
  const chosen = peopleOf(people);
  const named = useEach(
    LeaversDocument,
    chosen.map((person) => ({ person })),
  );
  const choose = (leavers: readonly string[]) => change({ people: leavers.length > 0 ? leavers.join(',') : undefined, report: undefined });
  const nameOf = (place: number) => {
    const found = named[place]?.data?.lookup;
    return found?.__typename === 'Person' ? found.name : (chosen[place] ?? '');
  };
  return (
    <>
      <section className="panel leavers" aria-label={t('company.leavers')}>
        <PersonSearch label={t('company.whoLeaves')} hint={t('record.findPerson')} startHere={chosen.length === 0} onPick={({ sourceId }) => choose([...chosen, sourceId])} />
        {chosen.length > 0 && (
          <ul aria-label={t('company.leavers')}>
            {chosen.map((person, place) => (
              <li key={person}>
                {nameOf(place)}
                <button type="button" className="quiet" aria-label={t('company.stays', { name: nameOf(place) })} onClick={() => choose(chosen.filter((one) => one !== person))}>
                  ×
                </button>
              </li>
            ))}
          </ul>
        )}
      </section>
      {chosen.length > 0 && <WhatIf people={chosen} asOf={asOf} names={chosen.map((_, place) => nameOf(place))} />}
      <Ranking asOf={asOf} onPick={(person) => choose([...new Set([...chosen, person])])} />
    </>
  );
}
