import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Scroll } from '../frame/Scroll';
import { Empty } from '../states/Empty';
import { useNumbers } from '../values/numbers';
import { useMoment } from '../viewpoint/moment';
import { DependedOnDocument, type DependedOnQuery } from './generated/graphql';
import { Long } from './Long';
import { More } from './More';
import { AskLink, OneOfUs, WhatIfLink, keyOf } from './OneOfUs';
import { readAlone } from './results';

const page = 25;
// Key persons of one colleague: as many as the question asks for.
const named = 4;

/** Colleagues who alone reach somebody who counts. */
export function Alone() {
  const { t } = useTranslation();
  const asOf = useMoment();
  const [first, setFirst] = useState(page);
  return (
    <Long operation={DependedOnDocument} variables={{ asOf, first }} keepFor={`alone ${asOf}`} job={{ coverage: {} }} read={readAlone} label={t('company.part.alone')}>
      {({ data: { singlePointsOfFailure }, byJob, fetching }) => {
        const { nodes } = singlePointsOfFailure;
        const total = singlePointsOfFailure.totalCount ?? nodes.length;
        return nodes.length === 0 ? (
          <Empty title={t('company.noAlone')} />
        ) : (
          <>
            <Table nodes={nodes.slice(0, first)} total={total} />
            <More shown={first} read={nodes.length} total={total} byJob={byJob} fetching={fetching} onMore={() => setFirst(first + page)} />
          </>
        );
      }}
    </Long>
  );
}

function Table({ nodes, total }: { readonly nodes: DependedOnQuery['singlePointsOfFailure']['nodes']; readonly total: number }) {
  const { t } = useTranslation();
  const { chance, count, plain } = useNumbers();
  return (
    <Scroll label={t('company.part.alone')} className="panel">
      <table className="company-table">
        <caption>{t('company.aloneCaption', { count: total })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('company.colleague')}</th>
            <th scope="col" className="number">
              {t('company.keyPersons')}
            </th>
            <th scope="col" className="number" title={t('company.lossWhat')}>
              {t('company.decisionPower')}
            </th>
            <th scope="col">{t('company.reachedAlone')}</th>
            <th scope="col">{t('company.part.departure')}</th>
          </tr>
        </thead>
        <tbody>
          {nodes.map(({ employee, nKeyPersons, power, keyPersons }, place) => (
            <tr key={keyOf(employee, place)}>
              <th scope="row">
                <OneOfUs one={employee} />
              </th>
              <td className="number">{count(nKeyPersons)}</td>
              <td className="number">{plain(power, 2)}</td>
              <td>
                {keyPersons.slice(0, named).map((sole) => (
                  <span key={sole.person.id} className="sole">
                    <AskLink person={sole.person} /> {chance(sole.probability)}{' '}
                    <span className="faint">{typeof sole.nextBestProbability === 'number' ? t('company.nextBest', { value: chance(sole.nextBestProbability) }) : t('company.nobodyElse')}</span>
                  </span>
                ))}
                {nKeyPersons > named && <span className="faint">{t('standing.more', { count: nKeyPersons - named })}</span>}
              </td>
              <td>{employee.person && <WhatIfLink person={employee.person.sourceId} name={employee.person.name} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
