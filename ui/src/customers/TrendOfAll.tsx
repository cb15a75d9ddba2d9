import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { dimensions } from '../standing/dimensions';
import { Trend } from '../standing/Trend';
import { Answered } from '../states/Answered';
import { useNumbers } from '../values/numbers';
import { type CustomerFilter, CustomerTrendDocument, type CustomerTrendQuery } from './generated/graphql';

const months = 24;

/** The averages of the three degrees at the ends of the last months. */
export function TrendOfAll({ filter, asOf }: { readonly filter: CustomerFilter; readonly asOf: string | undefined }) {
  const { t } = useTranslation();
  const answer = useAnswer(CustomerTrendDocument, { filter, asOf, points: months });
  return (
    <section className="panel" aria-labelledby="trend-title">
      <h2 id="trend-title">{t('customers.trend')}</h2>
      <Answered answer={answer} lines={6}>
        {({ companyOverview }) => <Lines points={companyOverview.trend} />}
      </Answered>
    </section>
  );
}

function Lines({ points }: { readonly points: CustomerTrendQuery['companyOverview']['trend'] }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const series = useMemo(
    () =>
      dimensions.map((dimension) => ({
        name: t(`values.dimension.${dimension}`),
        points: points.map(({ asOf, degrees }) => {
          const pooled = degrees.find((degree) => degree.dimension === dimension)?.pooled;
          const mean = pooled?.mean ?? null;
          const known = pooled ? ` (${pooled.nKnown}/${pooled.nTotal})` : '';
          return { at: asOf, value: mean, told: `${mean === null ? '–' : numbers.mean(mean)}${known}` };
        }),
      })),
    [points, numbers, t],
  );
  return <Trend series={series} caption={t('customers.trendCaption', { count: points.length })} write={numbers.mean} />;
}
