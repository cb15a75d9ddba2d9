import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePartyName } from '../people/party';
import { useDates } from '../values/dates';
import { useNumbers } from '../values/numbers';
import type { DoorsQuery } from './generated/graphql';
import { IfOwnerLeaves } from './IfOwnerLeaves';

/** Whom one asks about, how far we reach, on how few it hangs, and what is not known or left out. */
export function Summary({ answer }: { readonly answer: DoorsQuery['influencersOf'] }) {
  const { t } = useTranslation();
  const { chance, count } = useNumbers();
  const { instant } = useDates();
  const nameOf = usePartyName();
  const { keyPerson, companyReach, redundancy, knowledge, omissions } = answer;
  const [post] = keyPerson.memberships.nodes;
  const omitted = omissions.reduce((sum, omission) => sum + omission.count, 0);
  const total = answer.doors.totalCount ?? answer.doors.nodes.length;
  return (
    <section className="summary" aria-labelledby="summary-name">
      <div className="summary-head">
        <h1 id="summary-name">{t('ask.summary.title', { name: keyPerson.name })}</h1>
        <p className="faint summary-ways">
          {post && <span>{[post.organization.name, post.department?.name, post.title].filter(Boolean).join(' · ')}</span>}
          <Link to="/person/$person" params={{ person: keyPerson.sourceId }}>
            {t('ask.card')}
          </Link>
          <Link to="/route/$person" params={{ person: keyPerson.sourceId }}>
            {t('ask.picture')}
          </Link>
          <IfOwnerLeaves person={keyPerson.sourceId} />
        </p>
      </div>
      {knowledge === 'KNOWN' || knowledge === 'COLD' ? (
        <dl className="figures">
          <div>
            <dt>{t('ask.summary.reach')}</dt>
            <dd>
              {chance(companyReach.probability)}
              {companyReach.method === 'SAMPLED' && <small> ± {chance(2 * companyReach.standardError)}</small>}
            </dd>
          </div>
          <div>
            <dt>{t('ask.summary.doors')}</dt>
            <dd>{count(total)}</dd>
          </div>
          <div>
            <dt title={redundancy.cut.map(nameOf).join('、')}>{t('ask.summary.ways')}</dt>
            <dd>{count(redundancy.disjointRoutes)}</dd>
          </div>
        </dl>
      ) : null}
      {knowledge !== 'KNOWN' && (
        <div className="notice" data-tone={knowledge === 'NONE' ? 'bad' : 'caution'}>
          <strong>{t(`ask.knowledge.${knowledge}.title`)}</strong>
          <p>{t(`ask.knowledge.${knowledge}.text`)}</p>
        </div>
      )}
      <p className="summary-notes faint">
        {omitted > 0 && <span>{t('ask.summary.omitted', { count: omitted })} </span>}
        {redundancy.disjointRoutes > 0 && redundancy.disjointRoutes <= 2 && <span>{t('ask.summary.cut', { names: redundancy.cut.map(nameOf).join('、') })} </span>}
        <span>{t('ask.summary.asOf', { instant: instant(answer.asOf) })}</span>
      </p>
    </section>
  );
}
