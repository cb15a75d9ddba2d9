import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { usePartyName } from '../people/party';
import { Answered } from '../states/Answered';
import { useNumbers } from '../values/numbers';
import { Tag } from '../values/Tag';
import { useMoment } from '../viewpoint/moment';
import { type Deal, People } from './DealScreen';
import { DealHelpDocument, type DealHelpQuery } from './generated/graphql';

type Change = Extract<NonNullable<DealHelpQuery['lookup']>, { __typename: 'Opportunity' }>['bestChanges'][number];

/** Less than this is nothing one could see. */
const least = 0.0005;

/**
 * The changes worth showing. Where a vote caps the chance, no single change may raise it; then those in whoever sets the cap
 * come first, for they have to be made before anything else counts.
 */
export function worthShowing<C extends { readonly gain: number; readonly member: { readonly person: { readonly id: string } } }>(changes: readonly C[], capped: ReadonlySet<string>): { readonly shown: readonly C[]; readonly none: boolean } {
  const helping = changes.filter(({ gain }) => gain >= least);
  if (helping.length > 0) return { shown: helping, none: false };
  return { shown: changes.filter(({ member }) => capped.has(member.person.id)), none: true };
}

/** The single changes that would raise the chance most, and who of ours could bring them about. */
export function Help({ opportunity, win }: { readonly opportunity: string; readonly win: Deal['winProbability'] }) {
  const { t } = useTranslation();
  const asOf = useMoment();
  const answer = useAnswer(DealHelpDocument, { opportunity, asOf });
  const capped = new Set(win.caps.filter(({ lowers }) => lowers).flatMap(({ members }) => members.map(({ person }) => person.id)));
  return (
    <section className="panel" aria-labelledby="deal-help">
      <h2 id="deal-help">{t('opportunity.help')}</h2>
      <Answered answer={answer} lines={6}>
        {({ lookup }) => {
          const { shown, none } = worthShowing(lookup?.__typename === 'Opportunity' ? lookup.bestChanges : [], capped);
          return (
            <>
              {none && <p>{capped.size > 0 ? t('opportunity.nothingHelpsCapped') : t('opportunity.nothingHelps')}</p>}
              <ol className="deal-changes">
                {shown.map((change) => (
                  <ChangeItem key={`${change.kind} ${change.member.person.id} ${change.dimension} ${change.towards.id}`} change={change} opportunity={opportunity} />
                ))}
              </ol>
            </>
          );
        }}
      </Answered>
    </section>
  );
}

function ChangeItem({ change, opportunity }: { readonly change: Change; readonly opportunity: string }) {
  const { t } = useTranslation();
  const { chance, signed } = useNumbers();
  const nameOf = usePartyName();
  const words = {
    dimension: change.dimension ? t(`values.dimension.${change.dimension}`) : '',
    vendor: change.towards.name,
    from: typeof change.fromLevel === 'number' ? signed(change.fromLevel, 0) : '',
    to: typeof change.toLevel === 'number' ? signed(change.toLevel, 0) : '',
  };
  return (
    <li>
      <p className="change-what">
        <People people={[change.member.person]} opportunity={opportunity} /> {t(`opportunity.changes.${change.kind}`, words)}
        <strong className="change-gain">
          {chance(change.probability)} {change.gain >= least && <Tag tone="for">{t('opportunity.points', { points: signed(change.gain * 100, 1) })}</Tag>}
        </strong>
      </p>
      {change.kind === 'LEARN_DEGREE' && <p className="faint">{t('opportunity.between', { low: chance(change.low), high: chance(change.high) })}</p>}
      <p className="faint">
        {change.enablers.length === 0
          ? t('opportunity.nobodyHelps')
          : `${t('opportunity.enablers')} ${change.enablers.map(({ employee, probability }) => `${nameOf(employee)} ${chance(probability)}`).join(' · ')}`}
      </p>
    </li>
  );
}
