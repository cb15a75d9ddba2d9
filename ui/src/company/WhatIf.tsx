import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApiLanguage } from '../customers/deals';
import { Scroll } from '../frame/Scroll';
import { Status } from '../standing/Status';
import { useNumbers } from '../values/numbers';
import { WhatIfDocument, type WhatIfQuery } from './generated/graphql';
import { Long } from './Long';
import { AskLink } from './OneOfUs';
import { readDeparture } from './results';

type Report = WhatIfQuery['departure'];

interface WhatIfProps {
  readonly people: readonly string[];
  readonly names: readonly string[];
  readonly asOf: string | undefined;
}

/** What is lost if these people leave together, and who could take over their relations. */
export function WhatIf({ people, names, asOf }: WhatIfProps) {
  const { t, i18n } = useTranslation();
  const language = useApiLanguage();
  const told = new Intl.ListFormat(i18n.language === 'zh' ? 'zh-CN' : 'en').format(names);
  return (
    <Long
      operation={WhatIfDocument}
      variables={{ people: [...people], asOf, language }}
      job={{ departure: { people: [...people] } }}
      place="report"
      read={(result) => readDeparture(result, language)}
      label={t('company.part.departure')}
    >
      {({ data: { departure } }) => (
        <section className="what-if" aria-labelledby="what-if-title">
          <h2 id="what-if-title">{t(names.length === 1 ? 'company.ifOneLeaves' : 'company.ifSeveralLeave', { names: told })}</h2>
          <Sum report={departure} />
          <div className="halves">
            <Reaches report={departure} />
            <Business report={departure} />
          </div>
          <Successors report={departure} several={people.length > 1} />
          {departure.omitted > 0 && <p className="note-line">{t('standing.omitted', { count: departure.omitted })}</p>}
        </section>
      )}
    </Long>
  );
}

function Sum({ report }: { readonly report: Report }) {
  const { t } = useTranslation();
  const { count, money, plain } = useNumbers();
  return (
    <dl className="key-facts panel">
      <div>
        <dt>{t('company.lost')}</dt>
        <dd>{count(report.lostKeyPersons.totalCount ?? report.lostKeyPersons.nodes.length)}</dd>
      </div>
      <div>
        <dt>{t('company.weakened')}</dt>
        <dd>{count(report.weakenedKeyPersons.totalCount ?? report.weakenedKeyPersons.nodes.length)}</dd>
      </div>
      <div>
        <dt>{t('company.uncoveredCustomers')}</dt>
        <dd>{count(report.uncoveredCustomers.length)}</dd>
      </div>
      <div>
        <dt>{t('company.atRisk')}</dt>
        <dd>
          {report.amountAtRisk.length > 0 ? report.amountAtRisk.map(({ amount, currency }) => money(amount, currency)).join(' + ') : '–'}{' '}
          <small className="faint">
            {t('standing.opportunities', { count: report.nOpportunitiesAtRisk })}
            {report.nWithoutAmount > 0 && ` · ${t('standing.withoutAmount', { count: report.nWithoutAmount })}`}
          </small>
        </dd>
      </div>
      <div>
        <dt title={t('company.lossWhat')}>{t('company.loss')}</dt>
        <dd>
          {plain(report.loss, 3)} <small className="faint">{t('company.perCustomer')}</small>
        </dd>
      </div>
    </dl>
  );
}

function Reaches({ report }: { readonly report: Report }) {
  const { t } = useTranslation();
  const { chance } = useNumbers();
  const rows = [
    ...report.lostKeyPersons.nodes.map((one) => ({ ...one, lost: true })),
    ...report.weakenedKeyPersons.nodes.map((one) => ({ ...one, lost: false })),
  ];
  return (
    <section className="panel" aria-labelledby="reaches-title">
      <h2 id="reaches-title">{t('company.reaches')}</h2>
      {rows.length === 0 ? (
        <p className="faint">{t('company.noReaches')}</p>
      ) : (
        <ul className="company-list">
          {rows.map(({ person, before, after, lost }) => (
            <li key={person.id}>
              <AskLink person={person} />
              <span className="change" data-way="down">
                {chance(before.probability)} → {chance(after.probability)}
              </span>
              <span className="faint">{t(lost ? 'company.isLost' : 'company.isWeaker')}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Business({ report }: { readonly report: Report }) {
  const { t } = useTranslation();
  const { money } = useNumbers();
  const { uncoveredCustomers, chainsTurnedRed, ownerlessOpportunities } = report;
  return (
    <section className="panel" aria-labelledby="breaks-title">
      <h2 id="breaks-title">{t('company.breaks')}</h2>
      {uncoveredCustomers.length + chainsTurnedRed.length + ownerlessOpportunities.length === 0 && <p className="faint">{t('company.noBreaks')}</p>}
      {uncoveredCustomers.length > 0 && (
        <>
          <h3>{t('company.nobodyAt')}</h3>
          <ul className="company-list">
            {uncoveredCustomers.map(({ id, sourceId, name }) => (
              <li key={id}>
                <Link to="/customers/$customer" params={{ customer: sourceId }}>
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {chainsTurnedRed.length > 0 && (
        <>
          <h3>{t('company.turnedRed')}</h3>
          <ul className="company-list">
            {chainsTurnedRed.map(({ opportunity, before }) => (
              <li key={opportunity.id}>
                <Link to="/opportunity/$opportunity" params={{ opportunity: opportunity.sourceId }}>
                  {opportunity.name}
                </Link>
                <span>
                  <Status status={before} /> → <Status status="RED" />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {ownerlessOpportunities.length > 0 && (
        <>
          <h3>{t('company.ownerless', { count: ownerlessOpportunities.length })}</h3>
          <ul className="company-list">
            {ownerlessOpportunities.map(({ id, sourceId, name, customer, amount, currency }) => (
              <li key={id}>
                <span>
                  <Link to="/opportunity/$opportunity" params={{ opportunity: sourceId }}>
                    {name}
                  </Link>
                  <span className="row-line">{customer.name}</span>
                </span>
                <span className="whole">{typeof amount === 'number' && currency ? money(amount, currency) : ''}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Successors({ report, several }: { readonly report: Report; readonly several: boolean }) {
  const { t } = useTranslation();
  const { chance } = useNumbers();
  const { nodes, totalCount } = report.successors;
  const total = totalCount ?? nodes.length;
  return (
    <section className="panel" aria-labelledby="successors-title">
      <h2 id="successors-title">{t('company.successors')}</h2>
      {nodes.length === 0 ? (
        <p className="faint">{t('company.noRelations')}</p>
      ) : (
        <Scroll label={t('company.successors')}>
          <table className="company-table">
            <caption>{t('company.successorsCaption', { count: total })}</caption>
            <thead>
              <tr>
                {several && <th scope="col">{t('company.leaver')}</th>}
                <th scope="col">{t('company.contact')}</th>
                <th scope="col" className="number">
                  {t('company.strengthNow')}
                </th>
                <th scope="col">{t('company.successor')}</th>
                <th scope="col">{t('company.why')}</th>
              </tr>
            </thead>
            <tbody>
              {nodes.map(({ contact, leaver, strength, successor }) => (
                <tr key={`${leaver.id} ${contact.id}`}>
                  {several && <td>{leaver.name}</td>}
                  <th scope="row">
                    <AskLink person={contact} />
                  </th>
                  <td className="number">{chance(strength)}</td>
                  <td>
                    {successor ? (
                      <>
                        <Link to="/person/$person" params={{ person: successor.person.sourceId }}>
                          {successor.person.name}
                        </Link>{' '}
                        {chance(successor.probability)}
                      </>
                    ) : (
                      <span className="faint">{t('company.noSuccessor')}</span>
                    )}
                  </td>
                  <td className="faint">{successor?.reasons.join(' · ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {total > nodes.length && <p className="note-line">{t('company.moreRelations', { count: total - nodes.length })}</p>}
    </section>
  );
}
