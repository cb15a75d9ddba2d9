import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiLanguage } from '../customers/deals';
import { Empty } from '../states/Empty';
import { useNumbers } from '../values/numbers';
import { useMoment } from '../viewpoint/moment';
import { HiddenOnesDocument, type HiddenOnesQuery } from './generated/graphql';
import { Long } from './Long';
import { More } from './More';
import { OneOfUs, WhatIfLink, keyOf } from './OneOfUs';
import { readHidden } from './results';

const page = 20;

/** Colleagues who count far more than their title says. */
export function Hidden() {
  const { t } = useTranslation();
  const asOf = useMoment();
  const language = useApiLanguage();
  const [first, setFirst] = useState(page);
  return (
    <Long
      operation={HiddenOnesDocument}
      variables={{ asOf, first, language }}
      keepFor={`hidden ${asOf} ${language}`}
      job={{ hiddenInfluencers: {} }}
      read={(result) => readHidden(result, language)}
      label={t('company.part.hidden')}
    >
      {({ data: { hiddenInfluencers }, byJob, fetching }) => {
        const { nodes } = hiddenInfluencers.influencers;
        return (
          <>
            <p className="notice" data-tone="caution">
              <strong>{hiddenInfluencers.notice}</strong>
            </p>
            {nodes.length === 0 && <Empty title={t('company.nobodyHidden')} />}
            <ol className="hidden-ones">
              {nodes.slice(0, first).map((one, place) => (
                <HiddenOne key={keyOf({ ...one.entry, person: one.entry.person ?? null }, place)} one={one} />
              ))}
            </ol>
            <More shown={first} read={nodes.length} total={hiddenInfluencers.influencers.totalCount ?? nodes.length} byJob={byJob} fetching={fetching} onMore={() => setFirst(first + page)} />
            {hiddenInfluencers.nWithoutLevel > 0 && <p className="note-line">{t('company.withoutLevel', { count: hiddenInfluencers.nWithoutLevel })}</p>}
          </>
        );
      }}
    </Long>
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
