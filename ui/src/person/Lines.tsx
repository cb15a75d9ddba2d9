import { useTranslation } from 'react-i18next';
import { Scroll } from '../frame/Scroll';
import { usePartyName } from '../people/party';
import { useDates } from '../values/dates';
import { useNumbers } from '../values/numbers';
import { Tag } from '../values/Tag';
import type { LineFragment } from './generated/graphql';
import { PersonLink } from './PersonScreen';

interface LinesProps {
  readonly title: string;
  readonly lines: readonly LineFragment[];
  /** Which end of the lines is somebody else. */
  readonly end: 'from' | 'to';
}

/** Recorded lines of influence at one end of which the person is, the strongest first; conflicts are told apart. */
export function Lines({ title, lines, end }: LinesProps) {
  const { t } = useTranslation();
  const nameOf = usePartyName();
  const { chance } = useNumbers();
  const { day } = useDates();
  const sorted = lines.toSorted((a, b) => (b.strength ?? -1) - (a.strength ?? -1));
  return (
    <section className="panel person-lines">
      <h2>{title}</h2>
      <Scroll label={title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('person.somebody')}</th>
              <th scope="col">{t('person.line')}</th>
              <th scope="col" className="number">
                {t('person.strength')}
              </th>
              <th scope="col">{t('person.seen')}</th>
              <th scope="col">{t('person.why')}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((line) => {
              const other = line[end];
              const somebody = 'sourceId' in other ? <PersonLink person={other} /> : nameOf(other);
              return (
                <tr key={line.id}>
                  <th scope="row">{somebody}</th>
                  <td>
                    {line.polarity === 'CONFLICT' && <Tag tone="against">{t('person.conflict')}</Tag>} {line.level ? t(`values.influence.${line.level}`) : ''}
                  </td>
                  <td className="number">{typeof line.strength === 'number' ? chance(line.strength) : '–'}</td>
                  <td className="whole">{line.observedAt ? day(line.observedAt) : '–'}</td>
                  <td>{line.evidence ?? '–'}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}
