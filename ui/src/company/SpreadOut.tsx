import { useTranslation } from 'react-i18next';
import { Scroll } from '../frame/Scroll';
import { Empty } from '../states/Empty';
import { useNumbers } from '../values/numbers';
import { Tag } from '../values/Tag';
import { useMoment } from '../viewpoint/moment';
import { useCompanyChoice } from './address';
import { countOf } from './choice';
import { SpreadDocument, type SpreadQuery } from './generated/graphql';
import { Long } from './Long';
import { OneOfUs, keyOf } from './OneOfUs';
import { CountField } from './Plan';
import { readSpread } from './results';

const usual = 5;

/** Whom to move first so that most decision power follows, with the certificate of how good that choice is. */
export function SpreadOut() {
  const { t } = useTranslation();
  const asOf = useMoment();
  const [choice, change] = useCompanyChoice();
  const seeds = countOf(choice.count) ?? usual;
  const asked = { among: choice.among ?? ('CONTACTS' as const), seeds };
  return (
    <>
      <div className="filters">
        <CountField label={t('company.howManyPeople')} value={seeds} onChange={(count) => change({ count, job: undefined })} />
        <label>
          {t('company.among')}
          <select value={choice.among ?? 'CONTACTS'} onChange={(event) => change({ among: event.target.value === 'EMPLOYEES' ? 'EMPLOYEES' : undefined, job: undefined })}>
            <option value="CONTACTS">{t('company.contacts')}</option>
            <option value="EMPLOYEES">{t('company.employees')}</option>
          </select>
        </label>
      </div>
      <Long operation={SpreadDocument} variables={{ asOf, ...asked }} job={{ influenceMaximization: { ...asked, epsilon: 0.1, delta: 0.01 } }} read={readSpread} label={t('company.part.spread')}>
        {({ data: { influenceMaximization } }) => (influenceMaximization.people.length === 0 ? <Empty title={t('company.nobodyToMove')} /> : <Chosen answer={influenceMaximization} />)}
      </Long>
    </>
  );
}

function Chosen({ answer }: { readonly answer: SpreadQuery['influenceMaximization'] }) {
  const { t } = useTranslation();
  const { chance, count } = useNumbers();
  const { certificate } = answer;
  return (
    <div className="halves">
      <Scroll label={t('company.part.spread')} className="panel">
        <table className="company-table">
          <caption>{t('company.spreadCaption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('company.person')}</th>
              <th scope="col" className="number">
                {t('company.adds')}
              </th>
            </tr>
          </thead>
          <tbody>
            {answer.people.map(({ person, gain }, place) => (
              <tr key={keyOf(person, place)}>
                <th scope="row">
                  <OneOfUs one={person} />
                </th>
                <td className="number">{chance(gain / answer.power)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <section className="panel" aria-labelledby="certificate-title">
        <h2 id="certificate-title">
          {t('company.certificate')} <Tag tone={certificate.holds ? 'for' : 'caution'}>{t(certificate.holds ? 'company.holds' : 'company.holdsNot')}</Tag>
        </h2>
        <p>{t('company.certificateText', { sure: chance(1 - certificate.delta), ratio: chance(certificate.ratio) })}</p>
        <dl className="facts wide-facts">
          <div>
            <dt>{t('company.moved')}</dt>
            <dd>
              {chance(answer.spread / answer.power)} <span className="faint">{t('company.between', { low: chance(answer.lowerBound / answer.power), high: chance(answer.upperBound / answer.power) })}</span>
            </dd>
          </div>
          <div>
            <dt>{t('company.optimum')}</dt>
            <dd>≤ {chance(Math.min(1, certificate.optimumAtMost / answer.power))}</dd>
          </div>
          <div>
            <dt>{t('company.wanted')}</dt>
            <dd>{chance(certificate.wanted)}</dd>
          </div>
          <div>
            <dt>{t('company.samples')}</dt>
            <dd>{count(answer.samples)}</dd>
          </div>
        </dl>
        {answer.omitted > 0 && <p className="note-line">{t('standing.omitted', { count: answer.omitted })}</p>}
      </section>
    </div>
  );
}
