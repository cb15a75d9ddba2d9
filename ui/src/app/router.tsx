import { createRootRoute, createRoute, createRouter, lazyRouteComponent, retainSearchParams } from '@tanstack/react-router';
import { NotHere } from '../states/NotHere';
import { ScreenFault } from '../states/ScreenFault';
import { type Place, readPlace, readSearch, word, writeSearch } from './place';
import { Shell } from './Shell';

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotHere,
  validateSearch: readPlace,
  search: { middlewares: [retainSearchParams<Place>(['at', 'from'])] },
});

const under = () => root;

const ask = createRoute({
  getParentRoute: under,
  path: '/',
  component: lazyRouteComponent(() => import('../ask/AskScreen'), 'AskScreen'),
});

const answer = createRoute({
  getParentRoute: under,
  path: '/ask/$person',
  validateSearch: (search: Record<string, unknown>): { door?: string } => ({ door: word(search, 'door') }),
  component: lazyRouteComponent(() => import('../ask/AnswerScreen'), 'AnswerScreen'),
});

export function makeRouter() {
  return createRouter({
    routeTree: root.addChildren([ask, answer]),
    parseSearch: readSearch,
    stringifySearch: writeSearch,
    defaultPreload: 'intent',
    defaultErrorComponent: ScreenFault,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
