import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { Status } from '../standing/Status';
import { FailureNotice } from '../states/FailureNotice';
import { useNumbers } from '../values/numbers';
import { type Deal, useApiLanguage } from './deals';
import { type DossierDealQuery, DossierQuestionsDocument } from './generated/graphql';

export type Told = Extract<NonNullable<DossierDealQuery['lookup']>, { __typename: 'Opportunity' }>;

interface DossierDealsProps {
  /** The opportunities, each with what is told of it once that is there. */
  readonly deals: readonly { readonly deal: Deal; readonly told: Told | undefined }[];
  readonly owner: string | undefined;
  readonly asOf: string | undefined;
}

/** The open opportunities in words: how they stand, what is wrong, and what to find out first. */
export function DossierDeals({ deals, owner, asOf }: DossierDealsProps) {
  const { t } = useTranslation();
  const language = useApiLanguage();
  const asked = useAnswer(DossierQuestionsDocument, { owner: owner ?? '', asOf, language }, { pause: owner === undefined });
  const questions = new Map(asked.data?.coachingList.opportunities.nodes.map((entry) => [entry.opportunity.sourceId, entry.questions]));
  if (deals.length === 0) return <p className="faint">{t('customers.noDeals')}</p>;
  return (
    <>
      {asked.failure && <FailureNotice failure={asked.failure} again={asked.again} asking={asked.fetching} />}
      <ul className="dossier-deals">
        {deals.map(({ deal, told }) => (
          <li key={deal.sourceId}>
            <DealFacts deal={deal} told={told} questions={questions.get(deal.sourceId) ?? []} />
          </li>
        ))}
      </ul>
    </>
  );
}

function DealFacts({ deal, told, questions }: { readonly deal: Deal; readonly told: Told | undefined; readonly questions: readonly string[] }) {
  const { t } = useTranslation();
  const { chance, money } = useNumbers();
  const facts = [
    deal.stage,
    typeof deal.amount === 'number' && deal.currency && money(deal.amount, deal.currency),
    told && `${t('customers.chanceToWin')} ${chance(told.winProbability.probability)}`,
    deal.owner?.name,
  ];
  return (
    <>
      <h3>
        {deal.name} {told && <Status status={told.decisionChain.status} />}
      </h3>
      <p className="faint">{facts.filter(Boolean).join(' · ')}</p>
      {told && <Gaps chain={told.decisionChain} />}
      {questions.length > 0 && (
        <>
          <h4>{t('customers.dossier.ask')}</h4>
          <ul>
            {questions.map((question) => (
              <li key={question}>{question}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Gaps({ chain }: { readonly chain: Told['decisionChain'] }) {
  const { t } = useTranslation();
  const { statusReason, missingRoles, alerts, conflicts } = chain;
  return (
    <>
      <p>{statusReason}</p>
      <ul>
        {alerts.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
        {missingRoles.length > 0 && <li>{t('customers.dossier.missing', { roles: missingRoles.map((role) => t(`values.role.${role}`)).join(t('customers.dossier.comma')) })}</li>}
        {conflicts.map(({ from, to, evidence }) => (
          <li key={from.id + to.id}>
            {t('customers.dossier.conflict', { from: from.name, to: to.name })}
            {evidence ? ` “${evidence}”` : ''}
          </li>
        ))}
      </ul>
    </>
  );
}
