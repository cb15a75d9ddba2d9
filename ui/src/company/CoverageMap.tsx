import { Link } from '@tanstack/react-router';
import { type CSSProperties, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Scroll } from '../frame/Scroll';
import { Empty } from '../states/Empty';
import { FailureNotice } from '../states/FailureNotice';
import { Waiting } from '../states/Waiting';
import { useNumbers } from '../values/numbers';
import { useMoment } from '../viewpoint/moment';
import { useCompanyChoice } from './address';
import { type Cell, type FirstCells, type Row, gridOf, useCells } from './cells';
import { AsJob, Offer } from './Long';
import { readCells } from './results';

/** Which department of ours covers how much of which customer's decision power. */
export function CoverageMap() {
  const { t } = useTranslation();
  const asOf = useMoment();
  const [{ job: id }, change] = useCompanyChoice();
  if (id === undefined) return <Cells asOf={asOf} />;
  return (
    <AsJob
      id={id}
      label={t('company.part.coverage')}
      read={(job) => {
        const first = readCells(job.result);
        return first && { asOf: job.asOf, first };
      }}
      anew={() => change({ job: undefined })}
    >
      {(told) => <Cells asOf={told.asOf} first={told.first} />}
    </AsJob>
  );
}

/** The cells, as they come; the first ones may be here already. */
function Cells({ asOf, first }: { readonly asOf: string | undefined; readonly first?: FirstCells }) {
  const { t } = useTranslation();
  const { cells, total, failure, again } = useCells(asOf, first);
  const { customers, rows } = useMemo(() => gridOf(cells), [cells]);
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.filter(({ covers }) => covers);
  if (total === undefined) {
    return (
      <>
        <Offer asOf={asOf} job={{ coverage: {} }} place="job" waits={failure === undefined} failure={failure} question={`coverage ${asOf}`} />
        {failure ? <FailureNotice failure={failure} again={again} /> : <Waiting lines={10} />}
      </>
    );
  }
  if (total === 0) return <Empty title={t('company.noCells')} />;
  const done = cells.length >= total;
  return (
    <section className="panel">
      <div className="heat-head">
        <ul className="heat-legend">
          <li>
            <span className="heat-scale" aria-hidden="true" /> {t('company.heatScale')}
          </li>
          <li>
            <span className="heat-none" aria-hidden="true" /> {t('company.heatNone')}
          </li>
        </ul>
        <label className="tick">
          <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} /> {t('company.heatAll', { count: rows.length })}
        </label>
      </div>
      {failure && <FailureNotice failure={failure} again={again} />}
      <Scroll label={t('company.part.coverage')}>
        <table className="heat">
          <caption>{done ? t('company.heatCaption', { count: shown.length }) : t('company.heatReading', { done: cells.length, of: total })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('standing.department')}</th>
              {customers.map(({ id, sourceId, name }) => (
                <th key={id} scope="col">
                  <Link to="/customers/$customer" params={{ customer: sourceId }} data-han={/\p{Script=Han}/u.test(name)}>
                    {name}
                  </Link>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <HeatRow key={row.key} row={row} customers={customers} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

function HeatRow({ row, customers }: { readonly row: Row; readonly customers: readonly Cell['customer'][] }) {
  const { t } = useTranslation();
  const { chance } = useNumbers();
  return (
    <tr>
      <th scope="row">{row.name ?? t('company.noDepartment')}</th>
      {customers.map(({ id }) => {
        const cell = row.cells.get(id);
        if (!cell) {
          return (
            <td key={id} className="heat-none">
              <span className="unseen">{t('company.heatNone')}</span>
            </td>
          );
        }
        const told = t('company.heatCell', { covered: cell.nCovered, of: cell.nKeyPersons, best: chance(cell.bestProbability) });
        return (
          <td key={id} title={told} style={{ '--heat': cell.coveredPower } as CSSProperties} data-covers={cell.nCovered > 0}>
            {cell.nCovered > 0 ? chance(cell.coveredPower) : <span aria-label={told}>·</span>}
          </td>
        );
      })}
    </tr>
  );
}
