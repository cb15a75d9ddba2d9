import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { dimensions } from '../standing/dimensions';
import { Trend } from '../standing/Trend';
import { Answered } from '../states/Answered';
import { useNumbers } from '../values/numbers';
import { CustomerHistoryDocument, type CustomerHistoryQuery } from './generated/graphql';
import { yearsBefore } from './years';

const years = 2;

/** The averages of one customer at the ends of the months of the last two years. */
export function CustomerHistory({ of, asOf }: { readonly of: string; readonly asOf: string | undefined }) {
  const answer = useAnswer(CustomerHistoryDocument, { of, from: yearsBefore(asOf, years), to: asOf });
  return (
    <Answered answer={answer} lines={6}>
      {(data) => <Lines history={data} />}
    </Answered>
  );
}

function Lines({ history }: { readonly history: CustomerHistoryQuery }) {
  const { t } = useTranslation();
  const { mean } = useNumbers();
  const series = useMemo(
    () =>
      dimensions.map((dimension) => ({
        name: t(`values.dimension.${dimension}`),
        points: history[dimension].points.map(({ asOf, value, nKnown, nTotal }) => ({
          at: asOf,
          value: value ?? null,
          told: `${typeof value === 'number' ? mean(value) : '–'} (${nKnown}/${nTotal})`,
        })),
      })),
    [history, mean, t],
  );
  return <Trend series={series} caption={t('customers.trendCaption', { count: history.RELATIONSHIP.points.length })} write={mean} />;
}
