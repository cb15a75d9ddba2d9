import { useTranslation } from 'react-i18next';
import { Scroll } from '../frame/Scroll';
import { Level } from '../values/Level';
import { useNumbers } from '../values/numbers';
import { Tag } from '../values/Tag';
import { type Deal, People } from './DealScreen';

/** The people of the decision chain, the weightiest first. */
export function Members({ members, opportunity }: { readonly members: Deal['decisionChain']['members']; readonly opportunity: string }) {
  const { t } = useTranslation();
  const { chance } = useNumbers();
  const sorted = members.toSorted((a, b) => b.decisionWeight - a.decisionWeight);
  return (
    <section className="panel">
      <h2>{t('opportunity.members')}</h2>
      <Scroll label={t('opportunity.members')}>
        <table className="deal-members">
          <thead>
            <tr>
              <th scope="col">{t('map.person')}</th>
              <th scope="col">{t('map.role')}</th>
              <th scope="col" className="number">
                {t('map.weight')}
              </th>
              <th scope="col">{t('person.stance')}</th>
              {(['RELATIONSHIP', 'SOLUTION', 'PRICE'] as const).map((dimension) => (
                <th key={dimension} scope="col">
                  {t(`values.dimension.${dimension}`)}
                </th>
              ))}
              <th scope="col">{t('map.votes')}</th>
              <th scope="col">{t('person.contact')}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((member) => (
              <tr key={member.person.id}>
                <th scope="row">
                  <People people={[member.person]} opportunity={opportunity} /> {member.left && <Tag tone="caution">{t('map.left')}</Tag>}
                </th>
                <td>{member.roles.map((role) => t(`values.role.${role}`)).join('、')}</td>
                <td className="number">{chance(member.decisionWeight)}</td>
                <td className="whole">
                  <Level level={typeof member.stanceValue === 'number' ? Math.round(member.stanceValue) : undefined} />
                </td>
                {(['RELATIONSHIP', 'SOLUTION', 'PRICE'] as const).map((dimension) => {
                  const degree = member.degrees.find((one) => one.dimension === dimension);
                  return (
                    <td key={dimension}>
                      <Level level={degree?.level} bare /> {typeof degree?.level === 'number' && !degree.fresh && <span className="faint">{t('opportunity.stale')}</span>}
                    </td>
                  );
                })}
                <td>{[member.veto === 'YES' && t('map.veto'), member.approve === 'YES' && t('map.approve')].filter(Boolean).join('、') || '–'}</td>
                <td>{member.contactLevel ? t(`values.contact.${member.contactLevel}`) : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}
