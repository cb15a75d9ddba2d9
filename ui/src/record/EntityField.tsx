import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { Field } from './fields';
import { FindRecordedDocument, RecordNamedDocument } from './generated/graphql';

interface EntityFieldProps {
  readonly kind: 'OPPORTUNITY' | 'UNIT';
  readonly label: string;
  readonly value: string | undefined;
  /** The identifier, and what it is of. */
  readonly onChange: (sourceId: string | undefined, type?: 'Opportunity' | 'Department' | 'Organization') => void;
}

const kinds = { OPPORTUNITY: ['OPPORTUNITY'], UNIT: ['DEPARTMENT', 'ORGANIZATION'] } as const;
const settleMs = 150;

/** Chooses an opportunity, or a department or organization, by its name. */
export function EntityField({ kind, label, value, onChange }: EntityFieldProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [wanted, setWanted] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setWanted(text.trim()), settleMs);
    return () => clearTimeout(timer);
  }, [text]);
  const found = useAnswer(FindRecordedDocument, { text: wanted, kinds: [...kinds[kind]] }, { pause: wanted === '' || value !== undefined });
  const named = useAnswer(RecordNamedDocument, { opportunity: value ?? '', department: value ?? '', organization: value ?? '' }, { pause: value === undefined }).data;
  if (value !== undefined) {
    const { opportunity, department, organization } = named ?? {};
    const names = [
      opportunity?.__typename === 'Opportunity' && opportunity.name,
      department?.__typename === 'Department' && department.name,
      organization?.__typename === 'Organization' && organization.name,
    ];
    const name = (kind === 'OPPORTUNITY' ? names[0] : names[1] || names[2]) || value;
    return (
      <div className="field">
        <span className="field-label">{label}</span>
        <p className="chosen">
          <strong>{name}</strong>
          <button type="button" className="quiet" onClick={() => onChange(undefined)} aria-label={t('record.otherThan', { name })}>
            {t('record.other')}
          </button>
        </p>
      </div>
    );
  }
  const nodes = wanted === '' ? [] : (found.data?.search.nodes ?? []);
  return (
    <div className="field">
      <Field label={label}>
        <input type="search" autoComplete="off" placeholder={t('record.findName')} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      <ul className="found" aria-label={t('record.found')}>
        {nodes.map((node) => {
          if (node.__typename !== 'Opportunity' && node.__typename !== 'Department' && node.__typename !== 'Organization') return null;
          const type = node.__typename;
          return (
            <li key={node.sourceId}>
              <button type="button" onClick={() => (onChange(node.sourceId, type), setText(''))}>
                {node.name} {type === 'Department' && <span className="faint">{node.organization.name}</span>}
              </button>
            </li>
          );
        })}
      </ul>
      <span role="status" className="faint">
        {wanted !== '' && !found.fetching && nodes.length === 0 ? t('record.nobody', { text: wanted }) : ''}
      </span>
    </div>
  );
}
