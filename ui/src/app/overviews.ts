import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { exampleNames, type ExampleName } from '../console/examples';
import { readCompanyChoice } from '../company/choice';
import { readChoice } from '../customers/choice';
import { kinds, type Subject } from '../record/context';
import { oneOf } from '../standing/dimensions';
import { word } from './place';
import { root } from './root';

const customers = createRoute({
  getParentRoute: () => root,
  path: '/customers',
  validateSearch: readChoice,
  component: lazyRouteComponent(() => import('../customers/CustomersScreen'), 'CustomersScreen'),
});

const customer = createRoute({
  getParentRoute: () => root,
  path: '/customers/$customer',
  component: lazyRouteComponent(() => import('../customers/CustomerScreen'), 'CustomerScreen'),
});

const dossier = createRoute({
  getParentRoute: () => root,
  path: '/customers/$customer/dossier',
  component: lazyRouteComponent(() => import('../customers/DossierScreen'), 'DossierScreen'),
});

const company = createRoute({
  getParentRoute: () => root,
  path: '/company',
  validateSearch: readCompanyChoice,
  component: lazyRouteComponent(() => import('../company/CompanyScreen'), 'CompanyScreen'),
});

const team = createRoute({
  getParentRoute: () => root,
  path: '/team',
  validateSearch: (search: Record<string, unknown>): { part?: 'sellers' } => ({ part: word(search, 'part') === 'sellers' ? 'sellers' : undefined }),
  component: lazyRouteComponent(() => import('../team/TeamScreen'), 'TeamScreen'),
});

const record = createRoute({
  getParentRoute: () => root,
  path: '/record',
  validateSearch: (search: Record<string, unknown>): Subject => ({
    what: oneOf(kinds, word(search, 'what')),
    person: word(search, 'person'),
    opportunity: word(search, 'opportunity'),
  }),
  component: lazyRouteComponent(() => import('../record/RecordScreen'), 'RecordScreen'),
});

const api = createRoute({
  getParentRoute: () => root,
  path: '/api',
  validateSearch: (search: Record<string, unknown>): { example?: ExampleName | undefined } => ({ example: oneOf(exampleNames, word(search, 'example')) }),
  component: lazyRouteComponent(() => import('../console/ApiScreen'), 'ApiScreen'),
});

/** The addresses of the screens of managers and executives, and of the tools. */
export const overviews = [customers, customer, dossier, company, team, record, api] as const;
