import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { useApiLanguage } from '../customers/deals';
import { Scroll } from '../frame/Scroll';
import { Answered } from '../states/Answered';
import { Empty } from '../states/Empty';
import { useDates } from '../values/dates';
import { useNumbers } from '../values/numbers';
import { Tag } from '../values/Tag';
import { useMoment } from '../viewpoint/moment';
import { TeamSellersDocument, type TeamSellersQuery } from './generated/graphql';
import { SellerParts } from './SellerParts';

export type Seller = TeamSellersQuery['sellers']['sellers']['nodes'][number];

const page = 30;

/** The sellers with their grade and score; a click shows the parts. Groups that are too small are only counted. */
export function Sellers() {
  const { t } = useTranslation();
  const asOf = useMoment();
  const language = useApiLanguage();
  const [first, setFirst] = useState(page);
  const answer = useAnswer(TeamSellersDocument, { asOf, language, first }, { keepFor: `${asOf} ${language}` });
  const { day } = useDates();
  return (
    <Answered answer={answer} lines={10}>
      {({ sellers }) => {
        const total = sellers.sellers.totalCount ?? sellers.sellers.nodes.length;
        return (
          <>
            <p className="notice" data-tone="caution">
              <strong>{sellers.notice}</strong> {t('team.period', { from: day(sellers.from), to: day(dayBefore(sellers.to)) })}
              {sellers.nNotBrokenDown > 0 && ` ${t('team.notBrokenDown', { count: sellers.nNotBrokenDown })}`}
            </p>
            <Groups groups={sellers.groups} />
            {total === 0 ? <Empty title={t('team.noSellers')} /> : <Table sellers={sellers.sellers.nodes} />}
            {sellers.sellers.nodes.length < total && (
              <button type="button" onClick={() => setFirst(first + page)} disabled={answer.fetching}>
                {t('standing.more', { count: total - sellers.sellers.nodes.length })}
              </button>
            )}
            {sellers.omitted > 0 && <p className="note-line">{t('standing.omitted', { count: sellers.omitted })}</p>}
          </>
        );
      }}
    </Answered>
  );
}

/** The last day of a period that ends before a day. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function Groups({ groups }: { readonly groups: TeamSellersQuery['sellers']['groups'] }) {
  const { t } = useTranslation();
  const counted = groups.filter(({ grades }) => grades);
  if (counted.length === 0) return null;
  const grades = counted[0]?.grades?.map(({ grade }) => grade) ?? [];
  return (
    <section className="panel" aria-labelledby="groups-title">
      <h2 id="groups-title">{t('team.groups')}</h2>
      <Scroll label={t('team.groups')}>
        <table>
          <caption className="unseen">{t('team.groups')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('standing.department')}</th>
              <th scope="col" className="number">
                {t('team.nSellers')}
              </th>
              {grades.map((grade) => (
                <th key={grade} scope="col" className="number">
                  {t(`team.grade.${grade}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {counted.map((group) => (
              <tr key={group.department?.id ?? ''}>
                <th scope="row">{group.department?.name ?? t('team.noDepartment')}</th>
                <td className="number">{group.nSellers}</td>
                {group.grades?.map(({ grade, sellers }) => (
                  <td key={grade} className="number">
                    {sellers === 0 ? <span className="faint">0</span> : sellers}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

function Table({ sellers }: { readonly sellers: readonly Seller[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<string>();
  const { chance, money } = useNumbers();
  return (
    <section className="panel" aria-labelledby="sellers-title">
      <h2 id="sellers-title">{t('team.sellers')}</h2>
      <Scroll label={t('team.sellers')}>
        <table className="seller-table">
          <caption>{t('team.sellersCaption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('team.seller')}</th>
              <th scope="col">{t('team.gradeTitle')}</th>
              <th scope="col">{t('team.scoreTitle')}</th>
              <th scope="col">{t('team.won')}</th>
              <th scope="col">{t('team.held')}</th>
            </tr>
          </thead>
          <tbody>
            {sellers.map((seller) => {
              const { person, performance, held } = seller;
              const shown = open === person.sourceId;
              const counts = seller.sales.find((one) => one.counts);
              return (
                <Fragment key={person.sourceId}>
                  <tr>
                    <th scope="row">
                      <button type="button" className="quiet" aria-expanded={shown} onClick={() => setOpen(shown ? undefined : person.sourceId)}>
                        {person.name}
                      </button>
                      <span className="row-line">{seller.department?.name}</span>
                    </th>
                    <td>
                      {t(`team.grade.${seller.grade}`)} {seller.isAuthority && <Tag tone="for">{t('team.authority')}</Tag>}
                    </td>
                    <td className="whole">
                      {typeof performance.score === 'number' ? <strong>{chance(performance.score)}</strong> : <span title={t('team.openScore')}>{`${chance(performance.low)} – ${chance(performance.high)}`}</span>}
                    </td>
                    <td className="whole">
                      {counts ? money(counts.won, counts.currency) : '–'}
                      <span className="row-line">{counts && typeof counts.target === 'number' ? t('team.ofTarget', { target: money(counts.target, counts.currency) }) : t('team.noTarget')}</span>
                    </td>
                    <td>{held.total === 0 ? <span className="faint">{t('team.holdsNone')}</span> : t('team.holds', { count: held.total, strong: held.strong })}</td>
                  </tr>
                  {shown && (
                    <tr>
                      <td colSpan={5}>
                        <SellerParts seller={seller} />
                      </td>
                    </tr>
                  )}
                </Fragment>
              );
            })}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}
