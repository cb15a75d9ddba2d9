import { useTranslation } from 'react-i18next';
import { Scroll } from '../frame/Scroll';
import { Level } from '../values/Level';
import { useNumbers } from '../values/numbers';
import { Tag } from '../values/Tag';
import { type Chart, managersOf } from './chart';

interface MapTableProps {
  readonly chart: Chart;
  readonly reach: ReadonlyMap<string, number>;
  readonly who: string | undefined;
  readonly onWho: (key: string) => void;
}

/** One row of the table: a person with everything the map says of them, in words. */
export interface MapRow {
  readonly key: string;
  readonly name: string;
  readonly post: string;
  readonly role: string | undefined;
  readonly manager: string;
  readonly stance: number | undefined;
  readonly veto: boolean;
  readonly approve: boolean;
  readonly left: boolean;
  readonly weight: number | undefined;
  readonly reach: number | undefined;
  readonly influencedBy: readonly { readonly name: string; readonly strength: number | undefined }[];
  readonly conflicts: readonly string[];
}

/** The facts of a map, person by person; who counts most comes first. */
export function rowsOf(chart: Chart, reach: ReadonlyMap<string, number>): MapRow[] {
  const names = new Map(chart.people.map(({ key, name }) => [key, name]));
  const managers = managersOf(chart);
  const named = (key: string | undefined) => (key === undefined ? '' : (names.get(key) ?? ''));
  return chart.people
    .map((person) => ({
      ...person,
      role: person.role,
      weight: person.weight,
      manager: named(managers.get(person.key)),
      reach: reach.get(person.key),
      influencedBy: chart.lines.filter(({ kind, to }) => kind === 'influence' && to === person.key).map(({ from, strength }) => ({ name: named(from), strength })),
      conflicts: chart.lines.filter(({ kind, from, to }) => kind === 'conflict' && (from === person.key || to === person.key)).map(({ from, to }) => named(from === person.key ? to : from)),
    }))
    .toSorted((a, b) => (b.weight ?? 0) - (a.weight ?? 0));
}

/** The twin of the map: the same people and lines as a table. */
export function MapTable({ chart, reach, who, onWho }: MapTableProps) {
  const { t } = useTranslation();
  const { chance } = useNumbers();
  const deal = chart.people.some(({ role }) => role !== undefined);
  return (
    <Scroll label={t('map.table')} className="panel">
      <table className="map-table">
        <caption>{t('map.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('map.person')}</th>
            {deal && <th scope="col">{t('map.role')}</th>}
            <th scope="col">{t('map.manager')}</th>
            <th scope="col">{t('map.attitude')}</th>
            {deal && <th scope="col">{t('map.votes')}</th>}
            {deal && (
              <th scope="col" className="number">
                {t('map.weight')}
              </th>
            )}
            <th scope="col" className="number">
              {t('map.reach')}
            </th>
            <th scope="col">{t('map.influencedBy')}</th>
            <th scope="col">{t('map.conflicts')}</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(chart, reach).map((row) => (
            <tr key={row.key} data-chosen={row.key === who}>
              <th scope="row">
                <button type="button" className="quiet" onClick={() => onWho(row.key)}>
                  {row.name}
                </button>
                <span className="faint map-post">
                  {row.post} {row.left && <Tag tone="caution">{t('map.left')}</Tag>}
                </span>
              </th>
              {deal && <td>{row.role && t(`values.role.${row.role as 'USER'}`)}</td>}
              <td className="whole">{row.manager || '–'}</td>
              <td className="whole">
                <Level level={row.stance === undefined ? undefined : Math.round(row.stance)} />
              </td>
              {deal && <td>{[row.veto && t('map.veto'), row.approve && t('map.approve')].filter(Boolean).join('、') || '–'}</td>}
              {deal && <td className="number">{row.weight === undefined ? '–' : chance(row.weight)}</td>}
              <td className="number">{row.reach === undefined ? '–' : chance(row.reach)}</td>
              <td>{row.influencedBy.map(({ name, strength }) => `${name}${strength === undefined ? '' : ` ${chance(strength)}`}`).join('、') || '–'}</td>
              <td>{row.conflicts.join('、') || '–'}</td>
            </tr>
          ))}
          {chart.missing.map((role) => (
            <tr key={role}>
              <th scope="row">{t('map.ghost')}</th>
              <td colSpan={8}>{t(`values.role.${role as 'USER'}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
