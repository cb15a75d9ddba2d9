import { useTranslation } from 'react-i18next';
import { useDates } from '../values/dates';
import { useNumbers } from '../values/numbers';
import { Change } from './Change';
import { CustomerLink } from './CustomerLink';
import './standing.css';

interface Reason {
  readonly kind: 'ASSESSED' | 'JOINED' | 'LEFT' | 'UNSEEN';
  readonly before?: number | null;
  readonly after?: number | null;
  readonly person: { readonly name: string };
  readonly assessment: { readonly at: string; readonly evidence?: string | null; readonly by?: { readonly name: string } | null };
}

export interface Mover {
  readonly customer: { readonly sourceId: string; readonly name: string };
  readonly change: number;
  readonly before: { readonly mean?: number | null };
  readonly after: { readonly mean?: number | null };
  readonly nReasons: number;
  readonly reasons: readonly Reason[];
}

/** The customers that moved most, each with the assessments that moved it. */
export function Movers({ movers, nobody }: { readonly movers: readonly Mover[]; readonly nobody: string }) {
  const { t } = useTranslation();
  const numbers = useNumbers();
  if (movers.length === 0) return <p className="faint">{nobody}</p>;
  const mean = (value: number | null | undefined) => (typeof value === 'number' ? numbers.mean(value) : '–');
  return (
    <ol className="movers">
      {movers.map((mover) => (
        <li key={mover.customer.sourceId}>
          <div className="mover-head">
            <CustomerLink customer={mover.customer} />
            <span className="mover-change">
              <Change difference={mover.change} />{' '}
              <span className="faint">
                {mean(mover.before.mean)} → {mean(mover.after.mean)}
              </span>
            </span>
          </div>
          <ul>
            {mover.reasons.map((reason) => (
              <MoverReason key={reason.person.name + reason.assessment.at} reason={reason} />
            ))}
          </ul>
          {mover.nReasons > mover.reasons.length && <p className="faint">{t('standing.moreReasons', { count: mover.nReasons - mover.reasons.length })}</p>}
        </li>
      ))}
    </ol>
  );
}

function MoverReason({ reason }: { readonly reason: Reason }) {
  const { t } = useTranslation();
  const { signed } = useNumbers();
  const { day } = useDates();
  const level = (value: number | null | undefined) => (typeof value === 'number' ? signed(value, 0) : t('values.unknown'));
  const { at, evidence, by } = reason.assessment;
  return (
    <li>
      <span className="mover-what">
        {t(`standing.reason.${reason.kind}`, { name: reason.person.name, before: level(reason.before), after: level(reason.after) })}
      </span>{' '}
      <span className="faint">
        {[evidence ? `“${evidence}”` : '', by?.name, day(at)].filter(Boolean).join(' · ')}
      </span>
    </li>
  );
}
