import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dimensions, type Dimension } from '../standing/dimensions';
import { useDates } from '../values/dates';
import { Level } from '../values/Level';
import { useNumbers } from '../values/numbers';
import { instantOf, today } from './days';
import { ChoiceField, Field, PersonField, Recorded, type RecordedPerson, Send, useRecordedPerson } from './fields';
import { RecordAssessmentDocument } from './generated/graphql';
import { useRecording } from './recording';
import type { Recorder } from './RecordScreen';

const levels = ['2', '1', '0', '-1', '-2'] as const;
const words = { '2': 'STRONGLY_SUPPORTS', '1': 'SUPPORTS', '0': 'NEUTRAL', '-1': 'OPPOSES', '-2': 'STRONGLY_OPPOSES' } as const;
const visibilities = ['COMPANY', 'TEAM', 'PRIVATE'] as const;

/** Says how somebody stands towards us or a competitor on one degree. */
export function AssessmentForm({ recorder }: { readonly recorder: Recorder }) {
  const { t } = useTranslation();
  const { signed } = useNumbers();
  const begun = useSearch({ from: '/record' });
  const me = recorder.viewer.person?.sourceId;
  const [person, setPerson] = useState(begun.person);
  const [dimension, setDimension] = useState<Dimension>('RELATIONSHIP');
  const [level, setLevel] = useState<(typeof levels)[number]>();
  const [vendor, setVendor] = useState(recorder.own.nodes[0]?.sourceId ?? '');
  const [opportunity, setOpportunity] = useState(begun.opportunity ?? '');
  const [day, setDay] = useState(today);
  // The instant of an assessment that is corrected is kept, as it tells it from others.
  const [at, setAt] = useState<string>();
  const [evidence, setEvidence] = useState('');
  const [coach, setCoach] = useState(false);
  const [visibility, setVisibility] = useState<(typeof visibilities)[number]>('COMPANY');
  const recording = useRecording(RecordAssessmentDocument);
  const recorded = useRecordedPerson(person);
  const deals = recorded?.decisionRoles.nodes.map((role) => role.opportunity).filter((deal, place, all) => all.findIndex(({ sourceId }) => sourceId === deal.sourceId) === place) ?? [];
  const save = () => {
    if (person === undefined || level === undefined) return;
    void recording.send({
      input: {
        personId: person,
        vendorId: vendor,
        dimension,
        level: Number(level),
        at: at ?? instantOf(day),
        coach,
        scale: 'BIPOLAR_5',
        visibility,
        ...(me !== undefined && { byId: me }),
        ...(opportunity !== '' && { opportunityId: opportunity }),
        ...(evidence.trim() !== '' && { evidence: evidence.trim() }),
      },
    });
  };
  const correct = (one: RecordedPerson['assessments']['nodes'][number]) => {
    setDimension(one.dimension);
    setLevel(levels.find((known) => Number(known) === one.level));
    setVendor(one.vendor.sourceId);
    setOpportunity(one.opportunity?.sourceId ?? '');
    setAt(one.at);
    setDay(one.at.slice(0, 10));
    setEvidence(one.evidence ?? '');
    setCoach(one.coach);
    setVisibility(visibilities.find((known) => known === one.visibility) ?? 'COMPANY');
  };
  return (
    <div className="record-columns">
      <form className="panel" onSubmit={(event) => (event.preventDefault(), save())}>
        <PersonField label={t('record.person')} person={person} onChange={setPerson} contactsOnly startHere />
        <ChoiceField label={t('record.dimension')} name="dimension" values={dimensions} value={dimension} onChange={setDimension} say={(one) => t(`values.dimension.${one}`)} />
        <ChoiceField label={t('record.level')} name="level" values={levels} value={level} onChange={setLevel} say={(one) => `${signed(Number(one), 0)} ${t(`values.stance.${words[one]}`)}`} />
        <Field label={t('record.evidence')}>
          <textarea rows={2} maxLength={20_000} value={evidence} onChange={(event) => setEvidence(event.target.value)} />
        </Field>
        <div className="field-row">
          <Field label={t('record.day')}>
            <input type="date" required max={today()} value={day} onChange={(event) => (setDay(event.target.value), setAt(undefined))} />
          </Field>
          <Field label={t('record.opportunity')}>
            <select value={opportunity} onChange={(event) => setOpportunity(event.target.value)}>
              <option value="">{t('record.inGeneral')}</option>
              {deals.map(({ sourceId, name }) => (
                <option key={sourceId} value={sourceId}>
                  {name}
                </option>
              ))}
              {opportunity !== '' && !deals.some(({ sourceId }) => sourceId === opportunity) && <option value={opportunity}>{opportunity}</option>}
            </select>
          </Field>
          <Field label={t('record.vendor')}>
            <select value={vendor} onChange={(event) => setVendor(event.target.value)}>
              {[...recorder.own.nodes, ...recorder.rivals.nodes].map(({ sourceId, name }) => (
                <option key={sourceId} value={sourceId}>
                  {name}
                </option>
              ))}
            </select>
          </Field>
          <Field label={t('record.visibility')}>
            <select value={visibility} onChange={(event) => setVisibility(visibilities.find((one) => one === event.target.value) ?? 'COMPANY')}>
              {visibilities.map((one) => (
                <option key={one} value={one}>
                  {t(`record.visible.${one}`)}
                </option>
              ))}
            </select>
          </Field>
        </div>
        <label className="tick">
          <input type="checkbox" checked={coach} onChange={(event) => setCoach(event.target.checked)} /> {t('record.coach')}
        </label>
        {at !== undefined && <p className="note-line">{t('record.correcting')}</p>}
        <Send recording={recording} ready={person !== undefined && level !== undefined} unchanged={recording.done?.recordAssessment.unchanged === true} />
      </form>
      {recorded && <RecordedAssessments person={recorded} me={me} admin={recorder.viewer.role === 'ADMIN'} correct={correct} />}
    </div>
  );
}

interface RecordedAssessmentsProps {
  readonly person: RecordedPerson;
  readonly me: string | undefined;
  readonly admin: boolean;
  readonly correct: (assessment: RecordedPerson['assessments']['nodes'][number]) => void;
}

function RecordedAssessments({ person, me, admin, correct }: RecordedAssessmentsProps) {
  const { t } = useTranslation();
  const { day } = useDates();
  return (
    <Recorded
      title={t('record.recordedOf', { name: person.name })}
      rows={person.assessments.nodes.map((one) => ({
        id: one.id,
        text: (
          <>
            {t(`values.dimension.${one.dimension}`)} <Level level={one.level} />{' '}
            <span className="faint">{[day(one.at), one.by?.name, one.vendor.name, one.opportunity?.name, one.evidence && `“${one.evidence}”`].filter(Boolean).join(' · ')}</span>
          </>
        ),
        actions: ((me !== undefined && one.by?.sourceId === me) || admin) && (
          <button type="button" onClick={() => correct(one)}>
            {t('record.correct')}
          </button>
        ),
      }))}
    />
  );
}
