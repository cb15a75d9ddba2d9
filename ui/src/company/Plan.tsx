import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { Scroll } from '../frame/Scroll';
import { Empty } from '../states/Empty';
import { useNumbers } from '../values/numbers';
import { useMoment } from '../viewpoint/moment';
import { useCompanyChoice } from './address';
import { countOf } from './choice';
import { CompanyCustomersDocument, IntroductionsDocument, type IntroductionsQuery } from './generated/graphql';
import { Long } from './Long';
import { AskLink, OneOfUs, keyOf } from './OneOfUs';
import { readPlan } from './results';

const usual = 10;
const perEmployee = 3;

/** How many; taken once the field is left or Enter is pressed. */
export function CountField({ label, value, onChange }: { readonly label: string; readonly value: number; readonly onChange: (value: string | undefined) => void }) {
  return (
    <label>
      {label}
      <input type="number" min={1} max={50} key={value} defaultValue={value} onBlur={(event) => onChange(event.target.value)} onKeyDown={(event) => event.key === 'Enter' && onChange(event.currentTarget.value)} />
    </label>
  );
}

/** Who should be introduced to whom next, and what is certain of that plan. */
export function Plan() {
  const { t } = useTranslation();
  const asOf = useMoment();
  const [choice, change] = useCompanyChoice();
  const introductions = countOf(choice.count) ?? usual;
  const customers = useAnswer(CompanyCustomersDocument, {});
  const asked = { customer: choice.customer, introductions, perEmployee };
  return (
    <>
      <div className="filters">
        <CountField label={t('company.howManyIntroductions')} value={introductions} onChange={(count) => change({ count, job: undefined })} />
        <label>
          {t('company.atCustomer')}
          <select value={choice.customer ?? ''} onChange={(event) => change({ customer: event.target.value || undefined, job: undefined })}>
            <option value="">{t('standing.all')}</option>
            {customers.data?.organizations.nodes.map(({ id, sourceId, name }) => (
              <option key={id} value={sourceId}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Long operation={IntroductionsDocument} variables={{ asOf, ...asked }} job={{ introductionPlan: asked }} read={readPlan} label={t('company.part.plan')}>
        {({ data: { introductionPlan } }) => (introductionPlan.introductions.length === 0 ? <Empty title={t('company.noPlan')} /> : <Introductions plan={introductionPlan} />)}
      </Long>
    </>
  );
}

function Introductions({ plan }: { readonly plan: IntroductionsQuery['introductionPlan'] }) {
  const { t } = useTranslation();
  const { chance, count, signed } = useNumbers();
  return (
    <>
      <dl className="key-facts panel">
        <div>
          <dt>{t('company.reachedPower')}</dt>
          <dd>
            {chance(plan.powerBefore / plan.power)} → {chance((plan.powerBefore + plan.gain) / plan.power)}
          </dd>
        </div>
        <div>
          <dt>{t('company.ofBestPlan')}</dt>
          <dd>
            {plan.reached < 1 && '≥ '}
            {chance(plan.reached)} <small className="faint">{t('company.guarantee', { value: chance(plan.guarantee), count: plan.nCandidates, told: count(plan.nCandidates) })}</small>
          </dd>
        </div>
      </dl>
      <Scroll label={t('company.part.plan')} className="panel">
        <table className="company-table">
          <caption>{t('company.planCaption', { count: plan.introductions.length, each: perEmployee })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('company.colleague')}</th>
              <th scope="col">{t('company.meets')}</th>
              <th scope="col" className="number">
                {t('company.routeBefore')}
              </th>
              <th scope="col" className="number">
                {t('company.reachBefore')}
              </th>
              <th scope="col" className="number" title={t('company.lossWhat')}>
                {t('company.gain')}
              </th>
            </tr>
          </thead>
          <tbody>
            {plan.introductions.map(({ employee, keyPerson, customers, gain, reachBefore, routeBefore }, place) => (
              <tr key={`${keyOf(employee, place)} ${keyPerson.id}`}>
                <th scope="row">
                  <OneOfUs one={employee} />
                </th>
                <td>
                  <AskLink person={keyPerson} />
                  <span className="row-line">{customers.map(({ name }) => name).join(' · ')}</span>
                </td>
                <td className="number">{typeof routeBefore === 'number' ? chance(routeBefore) : '–'}</td>
                <td className="number">{chance(reachBefore)}</td>
                <td className="number">{signed(gain, 3)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {plan.omitted > 0 && <p className="note-line">{t('standing.omitted', { count: plan.omitted })}</p>}
    </>
  );
}
