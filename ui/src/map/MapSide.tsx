import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Level } from '../values/Level';
import { useNumbers } from '../values/numbers';
import { Tag } from '../values/Tag';
import type { Chart, ChartPerson } from './chart';

interface MapSideProps {
  readonly person: ChartPerson;
  readonly chart: Chart;
  readonly reach: number | undefined;
  readonly opportunity: string | undefined;
  readonly onWho: (key: string | undefined) => void;
}

/** The selected person: part, attitude, votes, our reach, every line, and where to go on. */
export function MapSide({ person, chart, reach, opportunity, onWho }: MapSideProps) {
  const { t } = useTranslation();
  const { chance } = useNumbers();
  const names = new Map(chart.people.map(({ key, name }) => [key, name]));
  const lines = chart.lines.filter(({ kind, from, to }) => (from === person.key || to === person.key) && kind !== 'team' && names.has(from) && names.has(to));
  return (
    <aside className="panel map-side" aria-label={person.name}>
      <header>
        <h2>{person.name}</h2>
        <button type="button" className="quiet" aria-label={t('shell.close')} onClick={() => onWho(undefined)}>
          ✕
        </button>
      </header>
      <p className="faint">{person.post}</p>
      <p className="map-facts">
        <Level level={person.stance === undefined ? undefined : Math.round(person.stance)} /> {person.role && <Tag>{t(`values.role.${person.role as 'USER'}`)}</Tag>}
        {person.veto && <Tag tone="caution">{t('map.veto')}</Tag>}
        {person.approve && <Tag tone="caution">{t('map.approve')}</Tag>}
        {person.left && <Tag tone="caution">{t('map.left')}</Tag>}
      </p>
      <dl className="facts">
        {person.weight !== undefined && (
          <div>
            <dt>{t('map.weight')}</dt>
            <dd>{chance(person.weight)}</dd>
          </div>
        )}
        {reach !== undefined && (
          <div>
            <dt>{t('map.reach')}</dt>
            <dd>{chance(reach)}</dd>
          </div>
        )}
      </dl>
      <ul className="map-lines">
        {lines.map((line) => {
          const outgoing = line.from === person.key;
          const other = outgoing ? line.to : line.from;
          return (
            <li key={`${line.kind} ${line.from} ${line.to}`} data-kind={line.kind}>
              <span className="faint">{t(`map.line.${line.kind as 'influence'}.${outgoing ? 'out' : 'in'}`)}</span>{' '}
              <button type="button" className="quiet" onClick={() => onWho(other)}>
                {names.get(other)}
              </button>
              {line.strength !== undefined && ` ${chance(line.strength)}`}
              {line.evidence && <span className="faint map-evidence">{line.evidence}</span>}
            </li>
          );
        })}
      </ul>
      <p className="map-ways">
        <Link to="/ask/$person" params={{ person: person.key }}>
          {t('person.ask')}
        </Link>
        <Link to="/person/$person" params={{ person: person.key }} search={{ opportunity }}>
          {t('ask.card')}
        </Link>
        <Link to="/record" search={{ person: person.key, opportunity }}>
          {t('map.assess')}
        </Link>
      </p>
    </aside>
  );
}
