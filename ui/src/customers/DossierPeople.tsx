import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { usePartyName } from '../people/party';
import { Answered } from '../states/Answered';
import { dimensions } from '../standing/dimensions';
import { useDates } from '../values/dates';
import { Level } from '../values/Level';
import { useNumbers } from '../values/numbers';
import { Tag } from '../values/Tag';
import type { Counted } from './dossier';
import type { Told } from './DossierDeals';
import { DossierPersonDocument, type DossierPersonQuery } from './generated/graphql';

type Member = Told['decisionChain']['members'][number];

interface DossierPeopleProps {
  readonly people: readonly Counted<Member>[];
  readonly customer: string;
  readonly asOf: string | undefined;
}

/** Who counts in the open opportunities, with what we know of them and who of us reaches them best. */
export function DossierPeople({ people, customer, asOf }: DossierPeopleProps) {
  const { t } = useTranslation();
  if (people.length === 0) return <p className="faint">{t('customers.dossier.nobody')}</p>;
  return (
    <ul className="dossier-people">
      {people.map((one) => (
        <li key={one.person.sourceId}>
          <KeyPerson counted={one} customer={customer} asOf={asOf} />
        </li>
      ))}
    </ul>
  );
}

function KeyPerson({ counted, customer, asOf }: { readonly counted: Counted<Member>; readonly customer: string; readonly asOf: string | undefined }) {
  const { t } = useTranslation();
  const { chance } = useNumbers();
  const answer = useAnswer(DossierPersonDocument, { person: counted.person.sourceId, asOf });
  const roles = [...new Set(counted.roles.map(({ role }) => role))].filter((role) => role !== 'UNNAMED');
  return (
    <>
      <h3>
        {counted.person.name} {counted.approve && <Tag tone="accent">{t('customers.approves')}</Tag>} {counted.veto && <Tag tone="caution">{t('customers.vetoes')}</Tag>}{' '}
        {counted.left && <Tag tone="against">{t('customers.dossier.left')}</Tag>}
      </h3>
      <p className="faint">
        {roles.map((role) => t(`values.role.${role}`)).join(t('customers.dossier.comma'))} {t('customers.dossier.weight', { share: chance(counted.weight), count: counted.roles.length })}
      </p>
      <Answered answer={answer} lines={3}>
        {(data) => <Known data={data} customer={customer} />}
      </Answered>
    </>
  );
}

function Known({ data, customer }: { readonly data: DossierPersonQuery; readonly customer: string }) {
  const { t } = useTranslation();
  const { ago } = useDates();
  const { chance } = useNumbers();
  const nameOf = usePartyName();
  const person = data.lookup?.__typename === 'Person' ? data.lookup : undefined;
  const post = person?.memberships.nodes.find(({ organization }) => organization.sourceId === customer);
  const doors = data.influencersOf.doors.nodes;
  return (
    <>
      {post && <p>{[post.department?.name, post.title].filter(Boolean).join(' · ')}</p>}
      <ul className="dossier-degrees">
        {dimensions.map((dimension) => {
          const degree = person?.keyPerson?.degrees.find((one) => one.dimension === dimension);
          return (
            <li key={dimension}>
              {t(`values.dimension.${dimension}`)} <Level level={degree?.level} />{' '}
              {degree?.isKnown && (
                <span className="faint">
                  {[typeof degree.ageDays === 'number' ? ago(degree.ageDays) : t('values.ageUnknown'), degree.by?.name, degree.evidence && `“${degree.evidence}”`].filter(Boolean).join(' · ')}
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {person?.keyPerson?.needs && <p>{t('customers.dossier.needs', { needs: person.keyPerson.needs })}</p>}
      <p>
        {doors.length === 0
          ? t(`ask.knowledge.${data.influencersOf.knowledge}.text`)
          : t('customers.dossier.doors', {
              doors: doors.map((door) => `${nameOf(door.employee)}${door.employee.__typename === 'Person' && door.department ? ` (${door.department.name})` : ''} ${chance(door.probability)}`).join(t('customers.dossier.comma')),
            })}
      </p>
    </>
  );
}
