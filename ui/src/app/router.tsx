import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { ScreenFault } from '../states/ScreenFault';
import { overviews } from './overviews';
import { readSearch, word, writeSearch } from './place';
import { root } from './root';

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

const route = createRoute({
  getParentRoute: under,
  path: '/route/$person',
  validateSearch: (search: Record<string, unknown>): { door?: string } => ({ door: word(search, 'door') }),
  component: lazyRouteComponent(() => import('../route/RouteScreen'), 'RouteScreen'),
});

const routeStart = createRoute({
  getParentRoute: under,
  path: '/route',
  component: lazyRouteComponent(() => import('../route/RouteStartScreen'), 'RouteStartScreen'),
});

const person = createRoute({
  getParentRoute: under,
  path: '/person/$person',
  validateSearch: (search: Record<string, unknown>): { opportunity?: string } => ({ opportunity: word(search, 'opportunity') }),
  component: lazyRouteComponent(() => import('../person/PersonScreen'), 'PersonScreen'),
});

const readMap = (search: Record<string, unknown>): { who?: string; view?: 'table' } => ({
  who: word(search, 'who'),
  view: search['view'] === 'table' ? 'table' : undefined,
});

const mapStart = createRoute({
  getParentRoute: under,
  path: '/map',
  component: lazyRouteComponent(() => import('../map/MapStartScreen'), 'MapStartScreen'),
});

const opportunityMap = createRoute({
  getParentRoute: under,
  path: '/map/opportunity/$opportunity',
  validateSearch: readMap,
  component: lazyRouteComponent(() => import('../map/MapScreen'), 'OpportunityMapScreen'),
});

const customerMap = createRoute({
  getParentRoute: under,
  path: '/map/customer/$customer',
  validateSearch: readMap,
  component: lazyRouteComponent(() => import('../map/MapScreen'), 'CustomerMapScreen'),
});

const deals = createRoute({
  getParentRoute: under,
  path: '/opportunity',
  component: lazyRouteComponent(() => import('../opportunity/DealsScreen'), 'DealsScreen'),
});

const deal = createRoute({
  getParentRoute: under,
  path: '/opportunity/$opportunity',
  component: lazyRouteComponent(() => import('../opportunity/DealScreen'), 'DealScreen'),
});

export function makeRouter() {
  return createRouter({
    routeTree: root.addChildren([ask, answer, routeStart, route, person, mapStart, opportunityMap, customerMap, deals, deal, ...overviews]),
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
