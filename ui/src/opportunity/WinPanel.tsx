import { useTranslation } from 'react-i18next';
import { useNumbers } from '../values/numbers';
import { Tag } from '../values/Tag';
import type { Deal } from './DealScreen';

/** The chance to win and every part it is made of, so that anybody can follow the sum. */
export function WinPanel({ win }: { readonly win: Deal['winProbability'] }) {
  const { t } = useTranslation();
  const { chance } = useNumbers();
  const rows = [...win.vendors.map(({ vendor, raw }) => ({ key: vendor.id, name: vendor.name, raw })), { key: 'none', name: t('opportunity.noDecision'), raw: win.noDecision.raw }];
  return (
    <section className="panel" aria-labelledby="deal-win">
      <h2 id="deal-win">{t('opportunity.win')}</h2>
      <p className="deal-figure">
        {chance(win.probability)} <Tag title={t(`opportunity.kindText.${win.kind}`)}>{t(`opportunity.kind.${win.kind}`)}</Tag>
      </p>
      {win.kind === 'HEURISTIC' && <p>{t('opportunity.sum', { insight: chance(win.insight), raw: chance(win.raw), rest: chance(1 - win.insight), prior: chance(win.prior), uncapped: chance(win.uncapped) })}</p>}
      {win.caps.map(({ kind, limit, lowers, members }) => (
        <p key={kind} className={lowers ? 'deal-cap' : 'faint'}>
          {t(`opportunity.caps.${kind}`, { limit: chance(limit), names: members.map(({ person }) => person.name).join('、') })}
        </p>
      ))}
      <h3>{t('opportunity.parts')}</h3>
      <ul className="deal-parts">
        {rows.map(({ key, name, raw }) => (
          <li key={key}>
            <span>{name}</span>
            <span className="part-line" aria-hidden="true">
              <span style={{ inlineSize: `${raw * 100}%` }} />
            </span>
            <strong className="number">{chance(raw)}</strong>
          </li>
        ))}
      </ul>
    </section>
  );
}
