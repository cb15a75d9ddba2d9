import { useTranslation } from 'react-i18next';
import { Scroll } from '../frame/Scroll';
import { Average } from '../standing/Average';
import { Change } from '../standing/Change';
import { dimensions } from '../standing/dimensions';
import { Money } from '../standing/Money';
import { useNumbers } from '../values/numbers';
import type { Standing } from './standing';

/** The numbers of one customer with the parts they are made of. */
export function CustomerNumbers({ standing, omitted }: { readonly standing: Standing; readonly omitted: number }) {
  const { t } = useTranslation();
  const { count } = useNumbers();
  const { large } = standing;
  return (
    <>
      <dl className="key-facts panel">
        <div>
          <dt>{t('standing.class.label')}</dt>
          <dd>
            {t(`standing.class.${standing.class}`)} <small className="faint">{large.large === 'UNKNOWN' ? t('customers.large.UNKNOWN') : t(`customers.large.${large.large}`)}</small>
          </dd>
        </div>
        <div>
          <dt>{t('customers.owner')}</dt>
          <dd>
            {standing.owner?.name ?? '–'} <small className="faint">{standing.department?.name}</small>
          </dd>
        </div>
        <div>
          <dt>{t('customers.nKeyPersons')}</dt>
          <dd>{count(standing.nKeyPersons)}</dd>
        </div>
        <div>
          <dt>{t('customers.open')}</dt>
          <dd>
            <Money open={standing.open} />
          </dd>
        </div>
      </dl>
      <div className="halves">
        <Degrees standing={standing} />
        <Drawn standing={standing} />
      </div>
      {omitted > 0 && <p className="note-line">{t('standing.omitted', { count: omitted })}</p>}
    </>
  );
}

function Degrees({ standing }: { readonly standing: Standing }) {
  const { t } = useTranslation();
  return (
    <section className="panel" aria-labelledby="degrees-title">
      <h2 id="degrees-title">{t('customers.degrees')}</h2>
      <Scroll label={t('customers.degrees')}>
        <table>
          <caption>{t('customers.degreesCaption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('standing.degree')}</th>
              <th scope="col">{t('standing.average')}</th>
              <th scope="col">{t('customers.weighted')}</th>
              <th scope="col">{t('customers.monthChange')}</th>
              <th scope="col">{t('customers.yearChange')}</th>
            </tr>
          </thead>
          <tbody>
            {dimensions.map((dimension) => {
              const degree = standing.degrees.find((one) => one.dimension === dimension);
              if (!degree) return null;
              const { average, weighted } = degree;
              return (
                <tr key={dimension}>
                  <th scope="row">{t(`values.dimension.${dimension}`)}</th>
                  <td>
                    <Average mean={average.mean} band={average.band} known={average.nKnown} total={average.nTotal} polarised={average.polarised} />
                    <span className="row-line">{t('standing.known', { known: average.nKnown, total: average.nTotal })}</span>
                  </td>
                  <td>
                    <Average mean={weighted.mean} band={weighted.band} known={weighted.nKnown} total={weighted.nTotal} />
                  </td>
                  <td>
                    <Change difference={degree.periodOnPeriod.difference} />
                  </td>
                  <td>
                    <Change difference={degree.yearOnYear.difference} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

/** How much of the map is drawn, and how much of it is known of late. */
function Drawn({ standing }: { readonly standing: Standing }) {
  const { t } = useTranslation();
  const { chance } = useNumbers();
  const { completeness, insight } = standing;
  return (
    <section className="panel" aria-labelledby="drawn-title">
      <h2 id="drawn-title">{t('customers.drawn')}</h2>
      <ul className="bars">
        <li className="bars-main">
          <Bar name={t('customers.completeness')} share={completeness.value} told={chance(completeness.value)} />
        </li>
        {(['roles', 'reporting', 'features'] as const).map((part) => (
          <li key={part}>
            <Bar name={t(`customers.part.${part}`)} share={completeness[part].share} told={`${completeness[part].done} / ${completeness[part].of}`} />
          </li>
        ))}
        <li className="bars-main">
          <Bar name={t('customers.insight')} share={insight?.rate ?? 0} told={insight ? chance(insight.rate) : t('values.unknown')} />
        </li>
        {insight && (
          <>
            <li>
              <Bar name={t('customers.part.known')} share={insight.nTotal > 0 ? insight.nKnown / insight.nTotal : 0} told={`${insight.nKnown} / ${insight.nTotal}`} />
            </li>
            <li>
              <Bar name={t('customers.part.fresh')} share={insight.nTotal > 0 ? insight.nFresh / insight.nTotal : 0} told={`${insight.nFresh} / ${insight.nTotal}`} />
            </li>
          </>
        )}
      </ul>
    </section>
  );
}

function Bar({ name, share, told }: { readonly name: string; readonly share: number; readonly told: string }) {
  return (
    <span className="bar">
      <span className="bar-name">{name}</span>
      <span className="bar-track" aria-hidden="true">
        <span style={{ inlineSize: `${100 * share}%` }} />
      </span>
      <span className="bar-told">{told}</span>
    </span>
  );
}
