import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { Answered } from '../states/Answered';
import { AssessmentForm } from './AssessmentForm';
import { kinds } from './context';
import { FilesForm } from './FilesForm';
import { RecordViewerDocument, type RecordViewerQuery } from './generated/graphql';
import { InfluenceForm } from './InfluenceForm';
import { MembershipForm } from './MembershipForm';
import { ReportingForm } from './ReportingForm';
import { SignalForm } from './SignalForm';
import './record.css';

/** Who records, and whose companies there are. */
export type Recorder = RecordViewerQuery;

const forms = { assessment: AssessmentForm, influence: InfluenceForm, membership: MembershipForm, reporting: ReportingForm, signal: SignalForm, files: FilesForm } as const;

/** Adds or corrects a fact, about whom one came from, or brings in files. */
export function RecordScreen() {
  const { t } = useTranslation();
  const { what = 'assessment', person } = useSearch({ from: '/record' });
  const viewer = useAnswer(RecordViewerDocument, {});
  const Form = forms[what];
  return (
    <div className="screen record">
      <h1>{t('record.title')}</h1>
      <nav className="choice" aria-label={t('record.what')}>
        {kinds.map((kind) => (
          <Link
            key={kind}
            to="/record"
            search={(before) => ({ ...before, what: kind === 'assessment' ? undefined : kind })}
            activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
            aria-current={kind === what ? 'page' : undefined}
          >
            {t(`record.kind.${kind}`)}
          </Link>
        ))}
      </nav>
      <Answered answer={viewer} lines={8}>
        {(data) => <Form key={`${what} ${person}`} recorder={data} />}
      </Answered>
    </div>
  );
}
