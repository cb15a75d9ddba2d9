import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { useApiLanguage } from '../customers/deals';
import { usePartyName } from '../people/party';
import { Change } from '../standing/Change';
import { CustomerLink } from '../standing/CustomerLink';
import { Status } from '../standing/Status';
import { Answered } from '../states/Answered';
import { Empty } from '../states/Empty';
import { useDates } from '../values/dates';
import { useNumbers } from '../values/numbers';
import { Tag } from '../values/Tag';
import { useMoment } from '../viewpoint/moment';
import { CoachingDocument, type CoachingQuery } from './generated/graphql';

type List = CoachingQuery['coachingList'];
type Entry = List['opportunities']['nodes'][number];

const page = 10;

/** The open opportunities that are in trouble: why, what to ask, and who of ours could help. */
export function CoachingList() {
  const asOf = useMoment();
  const language = useApiLanguage();
  const [first, setFirst] = useState(page);
  const answer = useAnswer(CoachingDocument, { asOf, language, first }, { keepFor: `${asOf} ${language}` });
  return (
    <Answered answer={answer} lines={10}>
      {({ coachingList }) => <Entries list={coachingList} more={() => setFirst(first + page)} waiting={answer.fetching} />}
    </Answered>
  );
}

function Entries({ list, more, waiting }: { readonly list: List; readonly more: () => void; readonly waiting: boolean }) {
  const { t } = useTranslation();
  const { count, money } = useNumbers();
  const { day } = useDates();
  const total = list.opportunities.totalCount ?? list.opportunities.nodes.length;
  if (total === 0) return <Empty title={t('team.nothing', { count: list.nOpen })} />;
  return (
    <>
      <dl className="key-facts panel">
        <div>
          <dt>{t('team.listed')}</dt>
          <dd>
            {count(total)} <small className="faint">{t('team.ofOpen', { count: list.nOpen })}</small>
          </dd>
        </div>
        <div>
          <dt>{t('team.atRisk')}</dt>
          <dd>
            {list.amounts.map(({ amount, currency }) => money(amount, currency)).join(' + ') || '–'}{' '}
            {list.nWithoutAmount > 0 && <small className="faint">{t('standing.withoutAmount', { count: list.nWithoutAmount })}</small>}
          </dd>
        </div>
        {list.reasons.map(({ reason, opportunities }) => (
          <div key={reason}>
            <dt>{t(`team.reason.${reason}`)}</dt>
            <dd>{count(opportunities)}</dd>
          </div>
        ))}
      </dl>
      <p className="note-line">{t('team.compared', { day: day(list.comparedWith) })}</p>
      <ol className="coaching">
        {list.opportunities.nodes.map((entry) => (
          <li key={entry.opportunity.sourceId} className="panel">
            <Coached entry={entry} />
          </li>
        ))}
      </ol>
      {list.opportunities.nodes.length < total && (
        <button type="button" onClick={more} disabled={waiting}>
          {t('standing.more', { count: total - list.opportunities.nodes.length })}
        </button>
      )}
      {list.omitted > 0 && <p className="note-line">{t('standing.omitted', { count: list.omitted })}</p>}
    </>
  );
}

function Coached({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation();
  const { money } = useNumbers();
  const { opportunity, chain, amount, currency } = entry;
  const fell = typeof entry.score === 'number' && typeof entry.scoreThen === 'number' ? entry.score - entry.scoreThen : undefined;
  return (
    <>
      <header className="coaching-head">
        <h2>
          <Link to="/opportunity/$opportunity" params={{ opportunity: opportunity.sourceId }}>
            {opportunity.name}
          </Link>
        </h2>
        <strong>{typeof amount === 'number' && currency ? money(amount, currency) : t('team.noAmount')}</strong>
      </header>
      <p className="coaching-line">
        {entry.statusThen && entry.statusThen !== entry.status && (
          <>
            <Status status={entry.statusThen} /> →{' '}
          </>
        )}
        <Status status={entry.status} /> {entry.reasons.filter((reason) => reason !== 'RED').map((reason) => <Tag key={reason}>{t(`team.reason.${reason}`)}</Tag>)}{' '}
        {fell !== undefined && (
          <span className="faint">
            {t('team.score')} <Change difference={fell} />
          </span>
        )}
        <span className="faint">
          {' '}
          <CustomerLink customer={opportunity.customer} /> · {[opportunity.owner?.name, entry.department?.name].filter(Boolean).join(' · ')}
        </span>
      </p>
      <div className="coaching-body">
        <div>
          <h3>{t('team.ask')}</h3>
          <ol>
            {entry.questions.map((question) => (
              <li key={question}>{question}</li>
            ))}
          </ol>
        </div>
        <div>
          <h3>{t('team.gap')}</h3>
          <ul>
            <li>{chain.statusReason}</li>
            {chain.alerts.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
            {chain.missingRoles.length > 0 && <li>{t('customers.dossier.missing', { roles: chain.missingRoles.map((role) => t(`values.role.${role}`)).join(t('customers.dossier.comma')) })}</li>}
          </ul>
        </div>
        {entry.bestChanges.map((change) => (
          <Help key={change.member.person.sourceId} change={change} />
        ))}
      </div>
    </>
  );
}

function Help({ change }: { readonly change: Entry['bestChanges'][number] }) {
  const { t } = useTranslation();
  const { chance, signed } = useNumbers();
  const nameOf = usePartyName();
  const { kind, member, dimension, fromLevel, toLevel, towards } = change;
  const degree = dimension ? t(`values.dimension.${dimension}`) : '';
  const level = (value: number | null | undefined) => (typeof value === 'number' ? signed(value, 0) : t('values.unknown'));
  return (
    <div>
      <h3>{t('team.help')}</h3>
      <p>
        {t(`team.change.${kind}`, { name: member.person.name, degree, from: level(fromLevel), to: level(toLevel), vendor: towards.name })}{' '}
        <span className="faint">{t('team.gain', { probability: chance(change.probability), gain: chance(change.gain) })}</span>
      </p>
      {change.enablers.length > 0 && (
        <ul>
          {change.enablers.map(({ employee, probability }) => (
            <li key={nameOf(employee) + probability}>
              {nameOf(employee)} {chance(probability)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
