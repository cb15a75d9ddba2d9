import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tagOf, type Language } from '../app/language';
import { useLook } from '../app/theme';
import { Scroll } from '../frame/Scroll';
import { useDates } from '../values/dates';
import type { Series } from './chart';
import './standing.css';

interface TrendProps {
  readonly series: readonly Series[];
  readonly caption: string;
  readonly write: (value: number) => string;
  readonly range?: readonly [number, number];
}

type Drawn = typeof import('./chart');

/** Lines over time, and the same as a table. The drawing comes on its own, so that nobody waits for it. */
export function Trend({ series, caption, write, range }: TrendProps) {
  const { t, i18n } = useTranslation();
  const { day } = useDates();
  const look = useLook();
  const box = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<Drawn>();
  const [lost, setLost] = useState(false);
  useEffect(() => {
    let left = false;
    import('./chart').then(
      (loaded) => !left && setDrawn(loaded),
      () => !left && setLost(true),
    );
    return () => {
      left = true;
    };
  }, []);
  useEffect(() => {
    const element = box.current;
    if (!element || !drawn) return undefined;
    const month = new Intl.DateTimeFormat(tagOf(i18n.language as Language), { year: '2-digit', month: 'short', timeZone: 'UTC' });
    const chart = drawn.begin(element);
    drawn.draw(chart, { series, description: caption, write, range, day, month: (at) => month.format(new Date(at)) });
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
    // oxlint-disable-next-line react/exhaustive-deps -- the look changes the colours that are read from the page
  }, [drawn, series, caption, write, range, day, look, i18n.language]);
  const moments = series[0]?.points ?? [];
  return (
    <div className="trend">
      {lost ? <p role="alert">{t('standing.noDrawing')}</p> : <div ref={box} className="trend-box" data-ready={drawn !== undefined} />}
      <details open={lost || undefined}>
        <summary>{t('standing.asTable')}</summary>
        <Scroll label={caption}>
          <table>
            <caption>{caption}</caption>
            <thead>
              <tr>
                <th scope="col">{t('standing.day')}</th>
                {series.map(({ name }) => (
                  <th key={name} scope="col" className="number">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {moments.toReversed().map(({ at }, place) => (
                <tr key={at}>
                  <th scope="row">{day(at)}</th>
                  {series.map(({ name, points }) => (
                    <td key={name} className="number">
                      {points[moments.length - 1 - place]?.told}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </details>
    </div>
  );
}
