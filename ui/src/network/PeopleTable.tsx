import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Scroll } from '../frame/Scroll';
import { useNumbers } from '../values/numbers';
import { type Crowd, byRank, linesOf, otherEnd } from './crowd';

const page = 20;

interface PeopleTableProps {
  readonly crowd: Crowd;
  readonly chosen: number | undefined;
  readonly onChoose: (person: number | undefined) => void;
}

/** Everybody on the map in a table, the highest rank first; with somebody chosen, those of the lines from and to that person, the strongest first. */
export function PeopleTable({ crowd, chosen, onChoose }: PeopleTableProps) {
  const { t } = useTranslation();
  const { count, chance, plain } = useNumbers();
  const order = useMemo(() => byRank(crowd), [crowd]);
  const [most, setMost] = useState(page);
  const nameOf = (person: number) => {
    const unit = crowd.units[person];
    return crowd.names[person] ?? (unit ? t('values.masked', { department: unit }) : t('values.maskedNowhere'));
  };
  const strength = (line: number) => crowd.strengths[line] ?? 0;
  const ties = chosen === undefined ? [] : [...linesOf(crowd, chosen)].toSorted((a, b) => strength(b) - strength(a));
  const all = chosen === undefined ? order.map((person) => ({ person, line: undefined })) : ties.map((line) => ({ person: otherEnd(crowd, line, chosen), line }));
  const rows = all.slice(0, most);
  const id = chosen === undefined ? undefined : crowd.ids[chosen];
  return (
    <section className="panel network-table" aria-label={t('network.table')}>
      {chosen !== undefined && (
        <div className="network-chosen">
          <div>
            <h2>{nameOf(chosen)}</h2>
            <p className="faint">{crowd.units[chosen]}</p>
          </div>
          {id && (
            <Link to="/person/$person" params={{ person: id }}>
              {t('network.card')}
            </Link>
          )}
          <button type="button" className="quiet" onClick={() => onChoose(undefined)}>
            {t('network.nobodyChosen')}
          </button>
        </div>
      )}
      <Scroll label={t('network.table')}>
        <table className="company-table">
          <caption>{chosen === undefined ? t('network.peopleCaption', { count: crowd.n, told: count(crowd.n) }) : t('network.linesCaption', { count: ties.length, told: count(ties.length), name: nameOf(chosen) })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('company.person')}</th>
              {chosen === undefined ? (
                <>
                  <th scope="col" className="number" title={t('network.rankWhat')}>
                    {t('network.rank')}
                  </th>
                  <th scope="col" className="number">
                    {t('network.lines')}
                  </th>
                </>
              ) : (
                <>
                  <th scope="col">{t('network.direction')}</th>
                  <th scope="col" className="number">
                    {t('network.strength')}
                  </th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ person, line }) => (
              <tr key={line ?? `person ${person}`}>
                <th scope="row">
                  {crowd.ids[person] ? (
                    <button type="button" className="quiet network-name" onClick={() => onChoose(person)}>
                      {nameOf(person)}
                    </button>
                  ) : (
                    nameOf(person)
                  )}
                  <span className="row-line">
                    {t(crowd.ours[person] ? 'network.legend.ours' : 'network.legend.outside')}
                    {crowd.names[person] && crowd.units[person] && ` · ${crowd.units[person]}`}
                  </span>
                </th>
                {line === undefined ? (
                  <>
                    <td className="number">{plain(crowd.ranks[person] ?? 0, 1)}</td>
                    <td className="number">{count(linesOf(crowd, person).length)}</td>
                  </>
                ) : (
                  <>
                    <td>{t(crowd.from[line] === chosen ? 'network.moves' : 'network.isMoved')}</td>
                    <td className="number">{chance(strength(line))}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {rows.length < all.length && (
        <p>
          <button type="button" onClick={() => setMost(most + page)}>
            {t('standing.more', { count: all.length - rows.length })}
          </button>
        </p>
      )}
    </section>
  );
}
