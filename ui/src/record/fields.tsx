import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { PersonSearch } from '../people/PersonSearch';
import { FailureNotice } from '../states/FailureNotice';
import { RecordPersonDocument, type RecordPersonQuery } from './generated/graphql';
import type { Recording } from './recording';

export type RecordedPerson = Extract<NonNullable<RecordPersonQuery['lookup']>, { __typename: 'Person' }>;

/** Everything recorded of a person that can be corrected here; nothing while nobody is chosen or it is under way. */
export function useRecordedPerson(person: string | undefined): RecordedPerson | undefined {
  const { lookup } = useAnswer(RecordPersonDocument, { person: person ?? '' }, { pause: person === undefined }).data ?? {};
  return lookup?.__typename === 'Person' ? lookup : undefined;
}

interface PersonFieldProps {
  readonly label: string;
  readonly person: string | undefined;
  readonly onChange: (person: string | undefined) => void;
  readonly contactsOnly?: boolean;
  readonly startHere?: boolean;
}

/** Chooses a person; one who is chosen stands there by name and can be taken back. */
export function PersonField({ label, person, onChange, contactsOnly, startHere }: PersonFieldProps) {
  const { t } = useTranslation();
  const answer = useAnswer(RecordPersonDocument, { person: person ?? '' }, { pause: person === undefined });
  const found = answer.data?.lookup?.__typename === 'Person' ? answer.data.lookup : undefined;
  if (person === undefined) {
    return <PersonSearch label={label} hint={t('record.findPerson')} contactsOnly={contactsOnly} startHere={startHere} onPick={({ sourceId }) => onChange(sourceId)} />;
  }
  const [post] = found?.memberships.nodes ?? [];
  return (
    <div className="field">
      <span className="field-label">{label}</span>
      <p className="chosen">
        <strong>{found?.name ?? person}</strong> <span className="faint">{[post?.department?.name ?? post?.organization.name, post?.title].filter(Boolean).join(' · ')}</span>
        <button type="button" className="quiet" onClick={() => onChange(undefined)} aria-label={t('record.otherThan', { name: found?.name ?? person })}>
          {t('record.other')}
        </button>
      </p>
      {answer.failure && <FailureNotice failure={answer.failure} again={answer.again} asking={answer.fetching} />}
    </div>
  );
}

interface ChoiceFieldProps<Value extends string> {
  readonly label: string;
  readonly values: readonly Value[];
  readonly value: Value | undefined;
  readonly name: string;
  readonly onChange: (value: Value) => void;
  readonly say: (value: Value) => string;
}

/** Chooses one of a few, all of them in sight. */
export function ChoiceField<Value extends string>({ label, values, value, name, onChange, say }: ChoiceFieldProps<Value>) {
  return (
    <fieldset className="choices">
      <legend>{label}</legend>
      {values.map((one) => (
        <label key={one}>
          <input type="radio" name={name} value={one} checked={value === one} required onChange={() => onChange(one)} /> <span>{say(one)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** A field with its label. */
export function Field({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/label-has-associated-control -- the control is the child
    <label className="field">
      <span className="field-label">{label}</span>
      {children}
    </label>
  );
}

/** The end of a form: the button, and what became of it. */
export function Send<Data, Variables>({ recording, ready, unchanged }: { readonly recording: Recording<Data, Variables>; readonly ready: boolean; readonly unchanged: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="send">
      <button type="submit" className="strong" disabled={!ready || recording.sending}>
        {t('record.save')}
      </button>
      <span role="status" className="sent">
        {recording.done ? t(unchanged ? 'record.unchanged' : 'record.saved') : ''}
      </span>
      {recording.failure && <FailureNotice failure={recording.failure} />}
    </div>
  );
}

interface RecordedProps {
  readonly title: string;
  readonly rows: readonly { readonly id: string; readonly text: ReactNode; readonly actions: ReactNode }[];
}

/** What is recorded already, to be corrected or ended. */
export function Recorded({ title, rows }: RecordedProps) {
  const { t } = useTranslation();
  return (
    <section className="panel recorded" aria-label={title}>
      <h2>{title}</h2>
      {rows.length === 0 && <p className="faint">{t('record.nothing')}</p>}
      <ul>
        {rows.map(({ id, text, actions }) => (
          <li key={id}>
            <span>{text}</span>
            <span className="recorded-actions">{actions}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
