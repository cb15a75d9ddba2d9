import { type ThemeConfig, theme as antd } from 'antd';
import { useSyncExternalStore } from 'react';

export const looks = ['light', 'dark'] as const;
export type Look = (typeof looks)[number];

const key = 'guanxi.look';
const listeners = new Set<() => void>();
const dark = matchMedia('(prefers-color-scheme: dark)');

function chosen(): Look | null {
  const value = localStorage.getItem(key);
  return looks.find((known) => known === value) ?? null;
}

/** The look that was chosen here before, or the system's. */
function look(): Look {
  return chosen() ?? (dark.matches ? 'dark' : 'light');
}

function show(): void {
  document.documentElement.dataset['look'] = look();
  for (const listener of listeners) listener();
}

export function startLook(): void {
  dark.addEventListener('change', show);
  show();
}

export function chooseLook(next: Look): void {
  localStorage.setItem(key, next);
  show();
}

export function useLook(): Look {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, look);
}

/** Ant Design in our colours; the same values stand in shell.css for what is drawn without it. */
export function antTheme(of: Look): ThemeConfig {
  const isDark = of === 'dark';
  return {
    algorithm: isDark ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      colorPrimary: isDark ? '#4f8ff0' : '#0958d9',
      colorLink: isDark ? '#7db1ff' : '#0958d9',
      colorBgBase: isDark ? '#12161c' : '#ffffff',
      colorBgContainer: isDark ? '#1a2029' : '#ffffff',
      colorBgElevated: isDark ? '#222a35' : '#ffffff',
      colorText: isDark ? '#e8edf4' : '#16202c',
      colorTextSecondary: isDark ? '#a9b6c6' : '#52606f',
      colorBorder: isDark ? '#3a4656' : '#c9d2dc',
      borderRadius: 8,
      fontFamily: 'inherit',
    },
  };
}
