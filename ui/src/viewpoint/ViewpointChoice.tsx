import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { usePlace } from '../app/place';
import { RivalsDocument } from './generated/graphql';
import './viewpoint.css';

/** Chooses from where to look: one's own ways, the team's, the company's, or those of a competitor's people. */
export function ViewpointChoice() {
  const { t } = useTranslation();
  const { from, go } = usePlace();
  const rivals = useAnswer(RivalsDocument, {}).data?.organizations.nodes ?? [];
  const value = from ?? 'company';
  const known = !value.startsWith('rival:') || rivals.some(({ sourceId }) => value === `rival:${sourceId}`);
  return (
    <label className="viewpoint">
      <span>{t('shell.viewpoint.label')}</span>
      <select value={value} onChange={(event) => go({ from: event.target.value === 'company' ? undefined : event.target.value })}>
        <option value="company">{t('shell.viewpoint.company')}</option>
        <option value="team">{t('shell.viewpoint.team')}</option>
        <option value="me">{t('shell.viewpoint.me')}</option>
        {(rivals.length > 0 || !known) && (
          <optgroup label={t('shell.viewpoint.rivals')}>
            {rivals.map(({ sourceId, name }) => (
              <option key={sourceId} value={`rival:${sourceId}`}>
                {name}
              </option>
            ))}
            {!known && <option value={value}>{value.slice('rival:'.length)}</option>}
          </optgroup>
        )}
      </select>
    </label>
  );
}
