import { LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type EChartsType, init, use as register } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

register([LineChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, SVGRenderer]);

/** One line over time. */
export interface Series {
  readonly name: string;
  readonly points: readonly { readonly at: string; readonly value: number | null; readonly told: string }[];
}

export interface Drawing {
  readonly series: readonly Series[];
  readonly description: string;
  readonly write: (value: number) => string;
  readonly day: (at: string) => string;
  readonly month: (at: string) => string;
  /** Where the scale ends; by the values without. */
  readonly range?: readonly [number, number];
}

const shapes = ['circle', 'rect', 'triangle', 'diamond'] as const;
const dashes = ['solid', 'dashed', 'dotted', 'dashed'] as const;

/** Begins a chart in an element; it is empty until `draw`. */
export function begin(element: HTMLElement): EChartsType {
  return init(element, undefined, { renderer: 'svg' });
}

/** Draws lines, told apart by colour, dash and shape, in the colours and the type of the page. */
export function draw(chart: EChartsType, { series, description, write, day, month, range }: Drawing): void {
  const style = getComputedStyle(chart.getDom());
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const text = { fontFamily: style.fontFamily, color: colour('--faint'), fontSize: 12.5 };
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const days = series[0]?.points.map(({ at }) => at) ?? [];
  chart.setOption(
    {
      animation: !still,
      animationDuration: 300,
      textStyle: text,
      color: [colour('--accent'), colour('--against'), colour('--neutral'), colour('--good')],
      aria: { enabled: true, label: { description } },
      grid: { left: 8, right: 14, top: 34, bottom: 4, containLabel: true },
      legend: { top: 0, left: 0, itemGap: 18, itemWidth: 26, textStyle: { ...text, color: colour('--ink') }, inactiveColor: colour('--faint') },
      tooltip: {
        trigger: 'axis',
        // Drawn as text, so that nothing in a name is taken for markup.
        renderMode: 'richText',
        backgroundColor: colour('--raised'),
        borderColor: colour('--line'),
        textStyle: { ...text, color: colour('--ink') },
        formatter: (found: unknown) => tip(found, series, day),
      },
      xAxis: {
        type: 'category',
        data: days,
        boundaryGap: false,
        axisLabel: { ...text, formatter: (at: string) => month(at), hideOverlap: true },
        axisLine: { lineStyle: { color: colour('--line') }, onZero: false },
        axisTick: { show: false },
      },
      yAxis: {
        type: 'value',
        min: range?.[0],
        max: range?.[1],
        scale: true,
        axisLabel: { ...text, formatter: (value: number) => write(value) },
        splitLine: { lineStyle: { color: colour('--line'), opacity: 0.6 } },
      },
      series: series.map(({ name, points }, place) => ({
        name,
        type: 'line',
        data: points.map(({ value }) => value),
        symbol: shapes[place % shapes.length],
        symbolSize: 6,
        showSymbol: points.length <= 40,
        lineStyle: { width: 2.2, type: dashes[place % dashes.length] },
        connectNulls: false,
      })),
    },
    { notMerge: true },
  );
}

function tip(found: unknown, series: readonly Series[], day: (at: string) => string): string {
  const places = Array.isArray(found) ? (found as readonly { readonly dataIndex: number }[]) : [];
  const at = places[0]?.dataIndex;
  const moment = at === undefined ? undefined : series[0]?.points[at]?.at;
  if (at === undefined || moment === undefined) return '';
  return [day(moment), ...series.map(({ name, points }) => `${name}  ${points[at]?.told ?? ''}`)].join('\n');
}
