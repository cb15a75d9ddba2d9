import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePartyName } from '../people/party';
import { useDates } from '../values/dates';
import { useNumbers } from '../values/numbers';
import { instantOf, today } from './days';
import { EndButton } from './EndButton';
import { ChoiceField, Field, PersonField, Recorded, type RecordedPerson, Send, useRecordedPerson } from './fields';
import { EndInfluenceLineDocument, RecordInfluenceLineDocument } from './generated/graphql';
import { useRecording } from './recording';
import type { Recorder } from './RecordScreen';

const levels = ['DEEP', 'TRUSTED', 'STRONG', 'FAMILIAR', 'MEDIUM', 'ACQUAINTED', 'WEAK', 'NONE'] as const;
const polarities = ['SUPPORT', 'CONFLICT'] as const;
const visibilities = ['COMPANY', 'BLIND', 'TEAM', 'PRIVATE'] as const;

type Line = RecordedPerson['influencedBy']['nodes'][number];

/** Says who can move whom, how strongly, and what it stands on. */
export function InfluenceForm({ recorder }: { readonly recorder: Recorder }) {
  const { t } = useTranslation();
  const begun = useSearch({ from: '/record' });
  const me = recorder.viewer.person?.sourceId;
  const [from, setFrom] = useState(me);
  const [to, setTo] = useState(begun.person);
  const [polarity, setPolarity] = useState<(typeof polarities)[number]>('SUPPORT');
  const [level, setLevel] = useState<(typeof levels)[number]>();
  const [day, setDay] = useState(today);
  const [evidence, setEvidence] = useState('');
  const [visibility, setVisibility] = useState<(typeof visibilities)[number]>('COMPANY');
  // What tells a line that is corrected from others.
  const [like, setLike] = useState<Line>();
  const recording = useRecording(RecordInfluenceLineDocument);
  const recorded = useRecordedPerson(to);
  const save = () => {
    if (from === undefined || to === undefined || level === undefined) return;
    void recording.send({
      input: {
        fromId: from,
        toId: to,
        polarity,
        level,
        visibility,
        observedAt: like?.observedAt ?? instantOf(day),
        ...(like?.kind && { kind: like.kind }),
        ...(like?.source && { source: like.source }),
        ...(like?.owner && { ownerId: like.owner.sourceId }),
        ...(evidence.trim() !== '' && { evidence: evidence.trim() }),
      },
    });
  };
  const correct = (line: Line) => {
    if (line.from.__typename !== 'Person') return;
    setLike(line);
    setFrom(line.from.sourceId);
    setPolarity(line.polarity);
    setLevel(line.level ?? undefined);
    setEvidence(line.evidence ?? '');
    setVisibility(line.visibility);
    if (line.observedAt) setDay(line.observedAt.slice(0, 10));
  };
  const forget = () => setLike(undefined);
  return (
    <div className="record-columns">
      <form className="panel" onSubmit={(event) => (event.preventDefault(), save())}>
        <PersonField label={t('record.from')} person={from} onChange={(one) => (setFrom(one), forget())} />
        <PersonField label={t('record.to')} person={to} onChange={(one) => (setTo(one), forget())} startHere={from !== undefined} />
        <ChoiceField label={t('record.polarity')} name="polarity" values={polarities} value={polarity} onChange={(one) => (setPolarity(one), forget())} say={(one) => t(`record.polarities.${one}`)} />
        <ChoiceField label={t('record.strength')} name="level" values={levels} value={level} onChange={setLevel} say={(one) => t(`values.influence.${one}`)} />
        <Field label={t('record.evidence')}>
          <textarea rows={2} maxLength={20_000} value={evidence} onChange={(event) => setEvidence(event.target.value)} />
        </Field>
        <div className="field-row">
          <Field label={t('record.seenOn')}>
            <input type="date" required max={today()} value={day} onChange={(event) => (setDay(event.target.value), forget())} />
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
        {like && <p className="note-line">{t('record.correcting')}</p>}
        <Send recording={recording} ready={from !== undefined && to !== undefined && level !== undefined} unchanged={recording.done?.recordInfluenceLine.unchanged === true} />
      </form>
      {recorded && <RecordedLines person={recorded} correct={correct} />}
    </div>
  );
}

function RecordedLines({ person, correct }: { readonly person: RecordedPerson; readonly correct: (line: Line) => void }) {
  const { t } = useTranslation();
  const { day } = useDates();
  const { chance } = useNumbers();
  const nameOf = usePartyName();
  const ending = useRecording(EndInfluenceLineDocument);
  return (
    <Recorded
      title={t('record.linesTo', { name: person.name })}
      rows={person.influencedBy.nodes.map((line) => ({
        id: line.id,
        text: (
          <>
            <strong>{nameOf(line.from)}</strong> → {line.to.name}{' '}
            {line.polarity === 'CONFLICT' ? t('record.polarities.CONFLICT') : line.level ? t(`values.influence.${line.level}`) : typeof line.strength === 'number' ? chance(line.strength) : ''}{' '}
            <span className="faint">{[line.observedAt && day(line.observedAt), line.owner?.name, line.source, line.evidence && `“${line.evidence}”`].filter(Boolean).join(' · ')}</span>
          </>
        ),
        actions: line.from.__typename === 'Person' && !line.endedAt && (
          <>
            {line.level && (
              <button type="button" onClick={() => correct(line)}>
                {t('record.correct')}
              </button>
            )}
            <EndButton recording={ending} what={`${nameOf(line.from)} → ${line.to.name}`} send={() => ({ id: line.id, at: instantOf(today()) })} />
          </>
        ),
      }))}
    />
  );
}
