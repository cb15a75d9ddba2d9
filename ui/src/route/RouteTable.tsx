import { useTranslation } from 'react-i18next';
import { Scroll } from '../frame/Scroll';
import { usePartyName } from '../people/party';
import { useDates } from '../values/dates';
import { useNumbers } from '../values/numbers';
import type { RoutesQuery } from './generated/graphql';
import type { Picture } from './picture';

/** The facts of the picture as a table: every step, and for which doors it counts. */
export function RouteTable({ picture, chosen }: { readonly picture: Picture; readonly chosen: number }) {
  const { t } = useTranslation();
  const nameOf = usePartyName();
  const { chance } = useNumbers();
  const { ago } = useDates();
  return (
    <Scroll label={t('route.table')}>
      <table className="route-table">
        <caption>{t('route.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('route.from')}</th>
            <th scope="col">{t('route.to')}</th>
            <th scope="col" className="number">
              {t('route.chance')}
            </th>
            <th scope="col">{t('route.kind')}</th>
            <th scope="col">{t('route.seen')}</th>
            <th scope="col">{t('route.evidence')}</th>
            <th scope="col">{t('route.doors')}</th>
          </tr>
        </thead>
        <tbody>
          {picture.edges.map(({ from, to, step, doors }) => (
            <tr key={`${from} ${to} ${step.line}`} data-chosen={doors.has(chosen)}>
              <th scope="row">{nameOf(step.from)}</th>
              <td>{nameOf(step.to)}</td>
              <td className="number">{chance(step.strength)}</td>
              <td>{t(`values.line.${step.line as 'LEVEL'}`)}</td>
              <td>
                {typeof step.ageDays === 'number' ? ago(step.ageDays) : '–'}
                {step.cold ? ` · ${t('ask.doors.cold')}` : ''}
              </td>
              <td>{step.evidence ?? '–'}</td>
              <td>{[...doors].map((door) => door + 1).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** Who stands against whom around the key person, the nearest first. */
export function ConflictTable({ conflicts }: { readonly conflicts: RoutesQuery['influencersOf']['conflicts'] }) {
  const { t } = useTranslation();
  const { chance } = useNumbers();
  const { day } = useDates();
  const others = (conflicts.totalCount ?? conflicts.nodes.length) - conflicts.nodes.length;
  return (
    <>
      <Scroll label={t('route.conflicts')}>
        <table className="route-table">
          <caption>{t('route.conflicts')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('route.against')}</th>
              <th scope="col">{t('route.whom')}</th>
              <th scope="col" className="number">
                {t('route.strength')}
              </th>
              <th scope="col">{t('route.seen')}</th>
              <th scope="col">{t('route.evidence')}</th>
            </tr>
          </thead>
          <tbody>
            {conflicts.nodes.map(({ from, to, strength, observedAt, evidence }) => (
              <tr key={`${from.sourceId} ${to.sourceId} ${evidence}`}>
                <th scope="row">{from.name}</th>
                <td>{to.name}</td>
                <td className="number">{typeof strength === 'number' ? chance(strength) : '–'}</td>
                <td>{observedAt ? day(observedAt) : '–'}</td>
                <td>{evidence ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {others > 0 && <p className="faint">{t('route.moreConflicts', { count: others })}</p>}
    </>
  );
}
