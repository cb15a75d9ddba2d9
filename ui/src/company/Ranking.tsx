import { useTranslation } from 'react-i18next';
import { Scroll } from '../frame/Scroll';
import { useSending } from '../record/recording';
import { FailureNotice } from '../states/FailureNotice';
import { useNumbers } from '../values/numbers';
import { useCompanyChoice } from './address';
import { CountDeparturesDocument } from './generated/graphql';
import { type Job, hasEnded, useJob } from './job';
import { JobProgress } from './JobProgress';
import { type Loss, readRanking } from './ranking';

const shown = 25;
const same = <Value,>(value: Value): Value => value;

interface RankingProps {
  readonly asOf: string | undefined;
  readonly onPick: (person: string) => void;
}

/** Whom we can least do without: counted by the service as a job, which goes on while one reads something else. */
export function Ranking({ asOf, onPick }: RankingProps) {
  const { t } = useTranslation();
  const [{ job: id }, change] = useCompanyChoice();
  const { job, failure } = useJob(id);
  const starting = useSending(CountDeparturesDocument, same<{ asOf?: string | undefined }>);
  const begin = () => void starting.send({ asOf }).then((data) => data && change({ job: data.startJob.id }));
  const running = job !== undefined && !hasEnded(job);
  return (
    <section className="panel" aria-labelledby="ranking-title">
      <h2 id="ranking-title">{t('company.ranking')}</h2>
      <p className="faint">{t('company.rankingWhat')}</p>
      {!running && !(id !== undefined && job === undefined && !failure) && (
        <p>
          <button type="button" className={job ? '' : 'strong'} disabled={starting.sending} onClick={begin}>
            {t(job ? 'company.countAgain' : 'company.count')}
          </button>
        </p>
      )}
      {starting.failure && <FailureNotice failure={starting.failure} />}
      {failure && <FailureNotice failure={failure} />}
      {job && <JobProgress job={job} label={t('company.ranking')} />}
      {job?.state === 'DONE' && <Losses job={job} onPick={onPick} />}
    </section>
  );
}

function Losses({ job, onPick }: { readonly job: Job; readonly onPick: (person: string) => void }) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const ranking = readRanking(job.result);
  if (!ranking) return <p className="notice">{t('company.job.unreadable')}</p>;
  return (
    <>
      <Scroll label={t('company.ranking')}>
        <table className="company-table">
          <caption>{t('company.rankingCaption', { count: Math.min(shown, ranking.entries.length), worlds: count(ranking.worlds) })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('company.colleague')}</th>
              <th scope="col" className="number" title={t('company.lossWhat')}>
                {t('company.loss')}
              </th>
              <th scope="col">{t('company.reachedAlone')}</th>
              <th scope="col">{t('company.part.departure')}</th>
            </tr>
          </thead>
          <tbody>
            {ranking.entries.slice(0, shown).map((entry, place) => (
              <LossRow key={entry.person?.sourceId ?? `somebody ${place}`} entry={entry} onPick={onPick} />
            ))}
          </tbody>
        </table>
      </Scroll>
      <p className="note-line">{t('company.notForDecisions')}</p>
    </>
  );
}

function LossRow({ entry, onPick }: { readonly entry: Loss; readonly onPick: (person: string) => void }) {
  const { t } = useTranslation();
  const { chance, plain } = useNumbers();
  const { person, department } = entry;
  return (
    <tr>
      <th scope="row">
        {person?.name ?? (department ? t('values.masked', { department }) : t('values.maskedNowhere'))}
        {person && department && <span className="row-line">{department}</span>}
      </th>
      <td className="number">
        {plain(entry.loss, 3)} <small className="faint">± {plain(2 * entry.standardError, 3)}</small>
      </td>
      <td>
        {entry.keyPersons.slice(0, 4).map((part) => (
          <span key={part.sourceId} className="value">
            {part.name} <span className="faint">{chance(part.reach)}</span>
          </span>
        ))}
      </td>
      <td>
        {person && (
          <button type="button" className="quiet" aria-label={t('company.whatIfOf', { name: person.name })} onClick={() => onPick(person.sourceId)}>
            {t('company.whatIf')}
          </button>
        )}
      </td>
    </tr>
  );
}
