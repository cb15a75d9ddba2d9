import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../values/dates';
import { today } from './days';
import { EndButton } from './EndButton';
import { EntityField } from './EntityField';
import { Field, PersonField, Recorded, Send, useRecordedPerson } from './fields';
import { EndMembershipDocument, RecordMembershipDocument } from './generated/graphql';
import { useRecording } from './recording';

/** Says who works where, and as what. */
export function MembershipForm() {
  const { t } = useTranslation();
  const { day } = useDates();
  const begun = useSearch({ from: '/record' });
  const [person, setPerson] = useState(begun.person);
  const [unit, setUnit] = useState<{ readonly id: string; readonly whole: boolean }>();
  const [title, setTitle] = useState('');
  const [level, setLevel] = useState('');
  const [from, setFrom] = useState<string>(today);
  const recording = useRecording(RecordMembershipDocument);
  const ending = useRecording(EndMembershipDocument);
  const recorded = useRecordedPerson(person);
  const save = () => {
    if (person === undefined || unit === undefined) return;
    void recording.send({
      input: {
        personId: person,
        ...(unit.whole ? { organizationId: unit.id } : { departmentId: unit.id }),
        ...(title.trim() !== '' && { title: title.trim() }),
        ...(level !== '' && { level: Number(level) }),
        ...(from !== '' && { from }),
      },
    });
  };
  return (
    <div className="record-columns">
      <form className="panel" onSubmit={(event) => (event.preventDefault(), save())}>
        <PersonField label={t('record.who')} person={person} onChange={setPerson} startHere />
        <EntityField kind="UNIT" label={t('record.unit')} value={unit?.id} onChange={(id, type) => setUnit(id === undefined ? undefined : { id, whole: type === 'Organization' })} />
        <div className="field-row">
          <Field label={t('record.title_')}>
            <input type="text" maxLength={300} value={title} onChange={(event) => setTitle(event.target.value)} />
          </Field>
          <Field label={t('record.titleLevel')}>
            <input type="number" min={1} max={255} value={level} onChange={(event) => setLevel(event.target.value)} />
          </Field>
          <Field label={t('record.fromDay')}>
            <input type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
          </Field>
        </div>
        <Send recording={recording} ready={person !== undefined && unit !== undefined} unchanged={recording.done?.recordMembership.unchanged === true} />
      </form>
      {recorded && (
        <Recorded
          title={t('record.postsOf', { name: recorded.name })}
          rows={recorded.memberships.nodes.map((post) => {
            const where = [post.organization.name, post.department?.name, post.title].filter(Boolean).join(' · ');
            return {
              id: post.id,
              text: (
                <>
                  {where} <span className="faint">{post.from ? t('record.since', { day: day(post.from) }) : ''}</span>
                </>
              ),
              actions: <EndButton recording={ending} what={where} send={() => ({ id: post.id, on: today() })} />,
            };
          })}
        />
      )}
    </div>
  );
}
