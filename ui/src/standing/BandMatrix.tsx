import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Scroll } from '../frame/Scroll';
import { Average } from './Average';
import { Change } from './Change';
import { type Band, type Dimension, bands, dimensions } from './dimensions';
import './standing.css';

interface DegreeOfMany {
  readonly dimension: Dimension;
  readonly bands: readonly { readonly band: Band; readonly count: number }[];
  readonly pooled: { readonly mean?: number | null; readonly band: Band; readonly nKnown: number; readonly nTotal: number; readonly polarised: boolean };
}

interface BandMatrixProps {
  readonly degrees: readonly DegreeOfMany[];
  /** Against one period before, of the averages. */
  readonly changes: readonly { readonly dimension: Dimension; readonly pooled: { readonly difference?: number | null } }[];
  readonly caption: string;
  /** What a count of customers is shown as: a way to those customers, say. */
  readonly renderCount: (dimension: Dimension, band: Band, count: number) => ReactNode;
}

/** How many customers stand in each band of each degree, and the average over their key persons with its change. */
export function BandMatrix({ degrees, changes, caption, renderCount }: BandMatrixProps) {
  const { t } = useTranslation();
  return (
    <Scroll label={caption}>
      <table className="band-matrix">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('standing.degree')}</th>
            {bands.map((band) => (
              <th key={band} scope="col" className="band-head">
                {t(`values.band.${band}`)}
              </th>
            ))}
            <th scope="col">{t('standing.average')}</th>
          </tr>
        </thead>
        <tbody>
          {dimensions.map((dimension) => {
            const degree = degrees.find((one) => one.dimension === dimension);
            if (!degree) return null;
            const all = degree.bands.reduce((sum, { count }) => sum + count, 0);
            const { mean, band, nKnown, nTotal, polarised } = degree.pooled;
            return (
              <tr key={dimension}>
                <th scope="row">{t(`values.dimension.${dimension}`)}</th>
                {bands.map((one) => {
                  const count = degree.bands.find((found) => found.band === one)?.count ?? 0;
                  return (
                    <td key={one} className="band-cell" data-band={one}>
                      {/* The bar tells the share of the customers, below the number. */}
                      {renderCount(dimension, one, count)}
                      <span className="band-bar" style={{ inlineSize: all > 0 ? `${(100 * count) / all}%` : 0 }} aria-hidden="true" />
                    </td>
                  );
                })}
                <td className="whole band-average">
                  <Average mean={mean} band={band} known={nKnown} total={nTotal} polarised={polarised} />
                  <Change difference={changes.find((one) => one.dimension === dimension)?.pooled.difference} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}
