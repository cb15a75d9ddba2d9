import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../values/dates';
import { today } from './days';
import { EndButton } from './EndButton';
import { Field, PersonField, Recorded, Send, useRecordedPerson } from './fields';
import { EndReportingLineDocument, RecordReportingLineDocument } from './generated/graphql';
import { useRecording } from './recording';

/** Says who reports to whom. */
export function ReportingForm() {
  const { t } = useTranslation();
  const { day } = useDates();
  const begun = useSearch({ from: '/record' });
  const [person, setPerson] = useState(begun.person);
  const [manager, setManager] = useState<string>();
  const [scope, setScope] = useState('');
  const [from, setFrom] = useState<string>(today);
  const recording = useRecording(RecordReportingLineDocument);
  const ending = useRecording(EndReportingLineDocument);
  const recorded = useRecordedPerson(person);
  const deals = recorded?.decisionRoles.nodes.map((role) => role.opportunity) ?? [];
  const save = () => {
    if (person === undefined || manager === undefined) return;
    void recording.send({ input: { personId: person, managerId: manager, ...(scope !== '' && { scope }), ...(from !== '' && { from }) } });
  };
  return (
    <div className="record-columns">
      <form className="panel" onSubmit={(event) => (event.preventDefault(), save())}>
        <PersonField label={t('record.who')} person={person} onChange={setPerson} startHere />
        <PersonField label={t('record.manager')} person={manager} onChange={setManager} startHere={person !== undefined} />
        <div className="field-row">
          <Field label={t('record.scope')}>
            <select value={scope} onChange={(event) => setScope(event.target.value)}>
              <option value="">{t('record.line')}</option>
              {deals.map(({ sourceId, name }) => (
                <option key={sourceId} value={sourceId}>
                  {name}
                </option>
              ))}
            </select>
          </Field>
          <Field label={t('record.fromDay')}>
            <input type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
          </Field>
        </div>
        <Send recording={recording} ready={person !== undefined && manager !== undefined} unchanged={recording.done?.recordReportingLine.unchanged === true} />
      </form>
      {recorded && (
        <Recorded
          title={t('record.managersOf', { name: recorded.name })}
          rows={recorded.reportingLines.nodes.map((line) => ({
            id: line.id,
            text: (
              <>
                <strong>{line.manager.name}</strong>{' '}
                <span className="faint">{[line.opportunity?.name ?? t('record.line'), line.from && t('record.since', { day: day(line.from) })].filter(Boolean).join(' · ')}</span>
              </>
            ),
            actions: <EndButton recording={ending} what={line.manager.name} send={() => ({ id: line.id, on: today() })} />,
          }))}
        />
      )}
    </div>
  );
}
