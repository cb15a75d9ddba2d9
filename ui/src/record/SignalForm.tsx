import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { useDates } from '../values/dates';
import { instantOf, today } from './days';
import { EntityField } from './EntityField';
import { ChoiceField, Field, Recorded, Send } from './fields';
import { RecordOpportunityDocument, RecordSignalDocument } from './generated/graphql';
import { useRecording } from './recording';
import type { Recorder } from './RecordScreen';

const signals = ['EXCHANGE_TIME_OURS', 'ADVICE_IN_BUDGET', 'SOLUTION_STUDIED', 'AWARD_MODE_KNOWN', 'SCORING_KNOWN', 'AWARD_RULE_KNOWN'] as const;
const answers = ['YES', 'NO'] as const;

/** Says whether one of the six signals of an opportunity was there. */
export function SignalForm({ recorder }: { readonly recorder: Recorder }) {
  const { t } = useTranslation();
  const { day: dayOf } = useDates();
  const begun = useSearch({ from: '/record' });
  const [opportunity, setOpportunity] = useState(begun.opportunity);
  const [signal, setSignal] = useState<(typeof signals)[number]>();
  const [value, setValue] = useState<(typeof answers)[number]>();
  const [day, setDay] = useState(today);
  const [evidence, setEvidence] = useState('');
  const recording = useRecording(RecordSignalDocument);
  const answer = useAnswer(RecordOpportunityDocument, { opportunity: opportunity ?? '' }, { pause: opportunity === undefined });
  const found = answer.data?.lookup?.__typename === 'Opportunity' ? answer.data.lookup : undefined;
  const save = () => {
    if (opportunity === undefined || signal === undefined || value === undefined) return;
    void recording.send({
      input: {
        opportunityId: opportunity,
        signal,
        value: value === 'YES',
        at: instantOf(day),
        ...(recorder.viewer.person && { byId: recorder.viewer.person.sourceId }),
        ...(evidence.trim() !== '' && { evidence: evidence.trim() }),
      },
    });
  };
  return (
    <div className="record-columns">
      <form className="panel" onSubmit={(event) => (event.preventDefault(), save())}>
        <EntityField kind="OPPORTUNITY" label={t('record.opportunity')} value={opportunity} onChange={setOpportunity} />
        <ChoiceField label={t('record.signal')} name="signal" values={signals} value={signal} onChange={setSignal} say={(one) => t(`record.signals.${one}`)} />
        <ChoiceField label={t('record.wasThere')} name="value" values={answers} value={value} onChange={setValue} say={(one) => t(`values.yesNo.${one}`)} />
        <Field label={t('record.evidence')}>
          <textarea rows={2} maxLength={20_000} value={evidence} onChange={(event) => setEvidence(event.target.value)} />
        </Field>
        <Field label={t('record.day')}>
          <input type="date" required max={today()} value={day} onChange={(event) => setDay(event.target.value)} />
        </Field>
        <Send recording={recording} ready={opportunity !== undefined && signal !== undefined && value !== undefined} unchanged={recording.done?.recordSignal.unchanged === true} />
      </form>
      {found && (
        <Recorded
          title={t('record.recordedOf', { name: found.name })}
          rows={found.signals.nodes.map((one) => ({
            id: one.id,
            text: (
              <>
                {t(`record.signals.${one.signal}`)}: <strong>{t(`values.yesNo.${one.value ? 'YES' : 'NO'}`)}</strong>{' '}
                <span className="faint">{[dayOf(one.at), one.by?.name, one.evidence && `“${one.evidence}”`].filter(Boolean).join(' · ')}</span>
              </>
            ),
            actions: null,
          }))}
        />
      )}
    </div>
  );
}
