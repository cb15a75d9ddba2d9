import type { LinkProps } from '@tanstack/react-router';

/**
 * The screens in the order of the navigation. A screen has a name in the words of the shell, an address to begin at, and
 * the beginnings of all its addresses.
 */
export const screens = [
  { name: 'ask', to: '/', under: ['/ask'] },
  { name: 'route', to: '/route', under: ['/route'] },
  { name: 'map', to: '/map', under: ['/map'] },
  { name: 'opportunity', to: '/opportunity', under: ['/opportunity'] },
  { name: 'customers', to: '/customers', under: ['/customers'] },
  { name: 'company', to: '/company', under: ['/company'] },
  { name: 'team', to: '/team', under: ['/team'] },
  { name: 'record', to: '/record', under: ['/record'] },
  { name: 'api', to: '/api', under: ['/api'] },
] as const satisfies readonly Screen[];

interface Screen {
  readonly name: string;
  readonly to: LinkProps['to'];
  readonly under: readonly string[];
}

/** The screen of an address. */
export function screenAt(path: string): (typeof screens)[number] | undefined {
  return screens.find(({ to, under }) => path === to || under.some((start) => path === start || path.startsWith(`${start}/`)));
}
