import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePartyName } from '../people/party';
import { Level } from '../values/Level';
import { useNumbers } from '../values/numbers';
import type { Card } from './PersonScreen';

type Key = NonNullable<Card['keyPerson']>;

/** How far we reach the person, and the best doors. */
export function ReachPanel({ card, reach }: { readonly card: Card; readonly reach: Key['reach'] }) {
  const { t } = useTranslation();
  const { chance, count } = useNumbers();
  const nameOf = usePartyName();
  const { knowledge, companyReach, doors } = reach;
  return (
    <section className="panel">
      <h2>{t('person.reach')}</h2>
      {doors.nodes.length === 0 ? (
        <p>{t(`ask.knowledge.${knowledge}.title`)}</p>
      ) : (
        <>
          <p className="reach-figure">
            <strong>{chance(companyReach.probability)}</strong> <span className="faint">{t('person.doors', { count: doors.totalCount ?? doors.nodes.length, text: count(doors.totalCount ?? doors.nodes.length) })}</span>
          </p>
          <ol className="reach-doors">
            {doors.nodes.map(({ employee, probability }) => (
              <li key={nameOf(employee)}>
                {nameOf(employee)} <strong>{chance(probability)}</strong>
              </li>
            ))}
          </ol>
          <Link to="/ask/$person" params={{ person: card.sourceId }}>
            {t('person.allDoors')}
          </Link>
        </>
      )}
    </section>
  );
}

/** Part in the decision, votes, and how the person is. What nobody recorded is said to be unknown. */
export function Traits({ card, inOpportunity }: { readonly card: Key; readonly inOpportunity: boolean }) {
  const { t } = useTranslation();
  const { chance } = useNumbers();
  const { member } = card;
  const unknown = <span className="faint">{t('values.unknown')}</span>;
  const rows = [
    ...(inOpportunity
      ? [
          { name: t('person.role'), value: member ? member.roles.map((role) => t(`values.role.${role}`)).join('、') : t('person.noRole') },
          { name: t('person.stance'), value: typeof member?.stanceValue === 'number' ? <Level level={Math.round(member.stanceValue)} /> : unknown },
          { name: t('person.weight'), value: typeof card.decisionWeight === 'number' ? chance(card.decisionWeight) : unknown },
          { name: t('person.importance'), value: card.importance ?? unknown },
          { name: t('person.veto'), value: t(`values.yesNo.${card.veto}`) },
          { name: t('person.approve'), value: t(`values.yesNo.${card.approve}`) },
          { name: t('person.contact'), value: card.contactLevel ? t(`values.contact.${card.contactLevel}`) : unknown },
        ]
      : []),
    { name: t('person.behaviour'), value: card.behaviour ? t(`values.behaviour.${card.behaviour}`) : unknown },
    { name: t('person.style'), value: card.socialStyle ? t(`values.style.${card.socialStyle}`) : unknown },
    { name: t('person.needs'), value: card.needs ?? unknown },
  ];
  return (
    <section className="panel">
      <h2>{inOpportunity ? t('person.part') : t('person.traits')}</h2>
      <dl className="facts">
        {rows.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
