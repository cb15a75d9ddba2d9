import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePartyName } from '../people/party';
import { useNumbers } from '../values/numbers';
import type { Door } from './Doors';
import { introductionNote } from './note';
import { RouteSteps } from './RouteSteps';

interface DoorDetailProps {
  readonly door: Door;
  readonly keyPerson: { readonly name: string; readonly memberships: { readonly nodes: readonly { readonly organization: { readonly name: string } }[] } };
}

/** One door: its routes with the evidence of every step, the viewer's way to it, and a note that asks for the introduction. */
export function DoorDetail({ door, keyPerson }: DoorDetailProps) {
  const { t } = useTranslation();
  const nameOf = usePartyName();
  const { chance } = useNumbers();
  const name = nameOf(door.employee);
  const [best, ...others] = door.routes;
  const way = door.introduction;
  return (
    <section className="detail panel" aria-label={t('ask.detail.label', { name })}>
      <header className="detail-head">
        <h2>{t('ask.detail.title', { from: name, to: keyPerson.name })}</h2>
        {door.employee.__typename === 'MaskedColleague' && <p className="faint">{t('values.maskedWhy')}</p>}
      </header>
      {best && <RouteSteps route={best} />}
      <h3>{t('ask.detail.way', { name })}</h3>
      {way?.route ? (
        <RouteSteps route={way.route} />
      ) : (
        <p className="faint">{way ? t('ask.doors.you') : t('ask.detail.noWay')}</p>
      )}
      {others.length > 0 && (
        <details className="detail-others">
          <summary>{t('ask.detail.others', { count: others.length })}</summary>
          {others.map((route) => (
            <div key={route.steps.map((step) => nameOf(step.to)).join('→')} className="detail-other">
              <p>
                <strong>{chance(route.probability)}</strong> {[route.steps[0]?.from, ...route.steps.map((step) => step.to)].map((party) => (party ? nameOf(party) : '')).join(' → ')}
              </p>
              <RouteSteps route={route} />
            </div>
          ))}
        </details>
      )}
      <Note door={door} keyPerson={keyPerson} />
    </section>
  );
}

function Note({ door, keyPerson }: DoorDetailProps) {
  const { t } = useTranslation();
  const nameOf = usePartyName();
  const { chance } = useNumbers();
  const [copied, setCopied] = useState(false);
  if (door.introduction && !door.introduction.route) return null;
  const text = introductionNote(door, keyPerson, { t, nameOf, chance });
  return (
    <div className="note">
      <h3>{t('ask.note.title')}</h3>
      <pre>{text}</pre>
      <button type="button" className="strong" onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}>
        {t('ask.note.copy')}
      </button>{' '}
      <span role="status">{copied ? t('shell.copied') : ''}</span>
    </div>
  );
}
