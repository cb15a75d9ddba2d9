import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { useApiLanguage } from '../customers/deals';
import { Answered } from '../states/Answered';
import { Empty } from '../states/Empty';
import { useNumbers } from '../values/numbers';
import { useMoment } from '../viewpoint/moment';
import { HiddenOnesDocument, type HiddenOnesQuery } from './generated/graphql';
import { OneOfUs, WhatIfLink, keyOf } from './OneOfUs';

const page = 20;

/** Colleagues who count far more than their title says. */
export function Hidden() {
  const { t } = useTranslation();
  const asOf = useMoment();
  const language = useApiLanguage();
  const [first, setFirst] = useState(page);
  const answer = useAnswer(HiddenOnesDocument, { asOf, first, language }, { keepFor: `hidden ${asOf} ${language}` });
  return (
    <Answered answer={answer} lines={10}>
      {({ hiddenInfluencers }) => {
        const { nodes } = hiddenInfluencers.influencers;
        const total = hiddenInfluencers.influencers.totalCount ?? nodes.length;
        return (
          <>
            <p className="notice" data-tone="caution">
              <strong>{hiddenInfluencers.notice}</strong>
            </p>
            {nodes.length === 0 && <Empty title={t('company.nobodyHidden')} />}
            <ol className="hidden-ones">
              {nodes.map((one, place) => (
                <HiddenOne key={keyOf({ ...one.entry, person: one.entry.person ?? null }, place)} one={one} />
              ))}
            </ol>
            {nodes.length < total && (
              <p>
                <button type="button" onClick={() => setFirst(first + page)} disabled={answer.fetching}>
                  {t('standing.more', { count: total - nodes.length })}
                </button>
              </p>
            )}
            {hiddenInfluencers.nWithoutLevel > 0 && <p className="note-line">{t('company.withoutLevel', { count: hiddenInfluencers.nWithoutLevel })}</p>}
          </>
        );
      }}
    </Answered>
  );
}

function HiddenOne({ one: { entry, why } }: { readonly one: HiddenOnesQuery['hiddenInfluencers']['influencers']['nodes'][number] }) {
  const { t } = useTranslation();
  const { chance } = useNumbers();
  const marks = [
    { name: t('company.byTitle'), value: entry.titlePercentile ?? 0, tone: 'title' },
    { name: t('company.byReach'), value: entry.percentile, tone: 'reach' },
  ];
  return (
    <li className="panel">
      <div>
        <strong>
          <OneOfUs one={entry} />
        </strong>
        {entry.person && <WhatIfLink person={entry.person.sourceId} name={entry.person.name} />}
      </div>
      <div>
        {marks.map(({ name, value, tone }) => (
          <div key={tone} className="percentile">
            <span className="faint">{name}</span>
            <span className="percentile-track" aria-hidden="true">
              <span data-tone={tone} style={{ inlineSize: `${Math.max(1, 100 * value)}%` }} />
            </span>
            <span className="number">{chance(value)}</span>
          </div>
        ))}
        <p>{why}</p>
      </div>
    </li>
  );
}
