import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { Scroll } from '../frame/Scroll';
import { dimensions } from '../standing/dimensions';
import { Answered } from '../states/Answered';
import { useDates } from '../values/dates';
import { Level } from '../values/Level';
import { Tag } from '../values/Tag';
import type { Organization } from './CustomerScreen';
import { DepartmentPeopleDocument, type DepartmentPeopleQuery } from './generated/graphql';

type Department = Organization['departments']['nodes'][number];
type Member = Extract<NonNullable<DepartmentPeopleQuery['lookup']>, { __typename: 'Department' }>['members']['nodes'][number];

interface DepartmentCoverageProps {
  readonly departments: readonly Department[];
  readonly total: number;
  readonly asOf: string | undefined;
}

/** Department by department: who works there, who of them counts, and what we know of them. */
export function DepartmentCoverage({ departments, total, asOf }: DepartmentCoverageProps) {
  const { t } = useTranslation();
  return (
    <>
      <div className="departments">
        {departments.map((department) => (
          <Coverage key={department.sourceId} department={department} asOf={asOf} />
        ))}
      </div>
      {departments.length < total && <p className="note-line">{t('customers.departmentsBeyond', { count: total - departments.length })}</p>}
    </>
  );
}

function Coverage({ department, asOf }: { readonly department: Department; readonly asOf: string | undefined }) {
  const { t } = useTranslation();
  const answer = useAnswer(DepartmentPeopleDocument, { department: department.sourceId, asOf });
  return (
    <section className="panel" aria-label={department.name}>
      <Answered answer={answer} lines={4}>
        {({ lookup }) => {
          const members = lookup?.__typename === 'Department' ? lookup.members : { nodes: [], totalCount: 0 };
          const key = members.nodes.filter(({ person }) => person.keyPerson);
          const known = key.filter(({ person }) => person.keyPerson?.degrees.some(({ dimension, isKnown }) => dimension === 'RELATIONSHIP' && isKnown));
          const fresh = key.filter(({ person }) => person.keyPerson?.degrees.some(({ dimension, fresh: late }) => dimension === 'RELATIONSHIP' && late));
          return (
            <>
              <header className="department-head">
                <h3>
                  {department.name} {department.kind !== 'UNIT' && <Tag>{t(`customers.unit.${department.kind}`)}</Tag>}
                </h3>
                <p className="faint">
                  {t('customers.covered', { people: members.totalCount ?? members.nodes.length, key: key.length, known: known.length, fresh: fresh.length })}
                </p>
              </header>
              {key.length > 0 ? <People members={key} label={department.name} /> : <p className="faint">{t('customers.noKeyPersons')}</p>}
            </>
          );
        }}
      </Answered>
    </section>
  );
}

function People({ members, label }: { readonly members: readonly Member[]; readonly label: string }) {
  const { t } = useTranslation();
  const { ago } = useDates();
  return (
    <Scroll label={label}>
      <table className="people-table">
        <caption className="unseen">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t('customers.person')}</th>
            {dimensions.map((dimension) => (
              <th key={dimension} scope="col">
                {t(`values.dimension.${dimension}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {members.map(({ id, title, person }) => (
            <tr key={id}>
              <th scope="row">
                <Link to="/person/$person" params={{ person: person.sourceId }}>
                  {person.name}
                </Link>{' '}
                {person.keyPerson?.approve === 'YES' && <Tag tone="accent">{t('customers.approves')}</Tag>}
                {person.keyPerson?.veto === 'YES' && <Tag tone="caution">{t('customers.vetoes')}</Tag>}
                <span className="row-line">{title}</span>
              </th>
              {dimensions.map((dimension) => {
                const degree = person.keyPerson?.degrees.find((one) => one.dimension === dimension);
                return (
                  <td key={dimension}>
                    <Level level={degree?.level} bare />
                    <span className="row-line">{degree?.isKnown && typeof degree.ageDays === 'number' ? (degree.fresh ? ago(degree.ageDays) : t('customers.stale', { ago: ago(degree.ageDays) })) : ''}</span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
