import { useTranslation } from 'react-i18next';
import { Scroll } from '../frame/Scroll';
import { useDates } from '../values/dates';
import { Level } from '../values/Level';
import { Tag } from '../values/Tag';
import type { PersonCardQuery } from './generated/graphql';

type Key = NonNullable<Extract<NonNullable<PersonCardQuery['lookup']>, { __typename: 'Person' }>['keyPerson']>;

interface DegreesProps {
  readonly degrees: Key['degrees'];
  readonly history: Key['history'];
  readonly vendor: string;
}

/** The three degrees with who said so, when and why, and what was said before. */
export function Degrees({ degrees, history, vendor }: DegreesProps) {
  const { t } = useTranslation();
  const { ago, day } = useDates();
  return (
    <section className="panel" aria-labelledby="degrees-title">
      <h2 id="degrees-title">{t('person.degrees', { vendor })}</h2>
      <ul className="degrees">
        {degrees.map((degree) => (
          <li key={degree.dimension}>
            <span className="degree-name">{t(`values.dimension.${degree.dimension}`)}</span>
            <span>
              <Level level={degree.level} /> {degree.coach && <Tag tone="accent">{t('person.coach')}</Tag>}
            </span>
            {degree.isKnown && (
              <span className="degree-why">
                {degree.evidence ? `“${degree.evidence}” ` : `${t('ask.steps.noEvidence')} `}
                <span className="faint">
                  {degree.by?.name} · {typeof degree.ageDays === 'number' ? ago(degree.ageDays) : t('values.ageUnknown')}
                  {!degree.fresh && ` · ${t('person.stale')}`}
                  {degree.general && ` · ${t('person.general')}`}
                </span>
              </span>
            )}
          </li>
        ))}
      </ul>
      {history.length > 0 && (
        <Scroll label={t('person.history')}>
          <table>
            <caption>{t('person.history')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('person.when')}</th>
                <th scope="col">{t('person.what')}</th>
                <th scope="col">{t('person.level')}</th>
                <th scope="col">{t('person.who')}</th>
                <th scope="col">{t('person.why')}</th>
              </tr>
            </thead>
            <tbody>
              {history.map(({ id, at, dimension, level, by, evidence, opportunity }) => (
                <tr key={id}>
                  <td className="whole">{day(at)}</td>
                  <td>{t(`values.dimension.${dimension}`)}</td>
                  <td>
                    <Level level={level} bare />
                  </td>
                  <td className="whole">{by?.name ?? '–'}</td>
                  <td>
                    {evidence ?? '–'} {opportunity && <span className="faint">{opportunity.name}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  );
}
