import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { Scroll } from '../frame/Scroll';
import { Answered } from '../states/Answered';
import { Empty } from '../states/Empty';
import { useNumbers } from '../values/numbers';
import { useMoment } from '../viewpoint/moment';
import { DependedOnDocument, type DependedOnQuery } from './generated/graphql';
import { AskLink, OneOfUs, WhatIfLink, keyOf } from './OneOfUs';

const page = 25;

/** Colleagues who alone reach somebody who counts. */
export function Alone() {
  const { t } = useTranslation();
  const asOf = useMoment();
  const [first, setFirst] = useState(page);
  const answer = useAnswer(DependedOnDocument, { asOf, first }, { keepFor: `alone ${asOf}` });
  return (
    <Answered answer={answer} lines={10}>
      {({ singlePointsOfFailure }) => {
        const { nodes } = singlePointsOfFailure;
        const total = singlePointsOfFailure.totalCount ?? nodes.length;
        return nodes.length === 0 ? (
          <Empty title={t('company.noAlone')} />
        ) : (
          <>
            <Table nodes={nodes} total={total} />
            {nodes.length < total && (
              <p>
                <button type="button" onClick={() => setFirst(first + page)} disabled={answer.fetching}>
                  {t('standing.more', { count: total - nodes.length })}
                </button>
              </p>
            )}
          </>
        );
      }}
    </Answered>
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
                {keyPersons.map((sole) => (
                  <span key={sole.person.id} className="sole">
                    <AskLink person={sole.person} /> {chance(sole.probability)}{' '}
                    <span className="faint">{typeof sole.nextBestProbability === 'number' ? t('company.nextBest', { value: chance(sole.nextBestProbability) }) : t('company.nobodyElse')}</span>
                  </span>
                ))}
                {nKeyPersons > keyPersons.length && <span className="faint">{t('standing.more', { count: nKeyPersons - keyPersons.length })}</span>}
              </td>
              <td>{employee.person && <WhatIfLink person={employee.person.sourceId} name={employee.person.name} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
