import { createRootRoute, retainSearchParams } from '@tanstack/react-router';
import { NotHere } from '../states/NotHere';
import { type Place, readPlace } from './place';
import { Shell } from './Shell';

/** Stands above every address: the shell, and the day and the viewpoint that go along from screen to screen. */
export const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotHere,
  validateSearch: readPlace,
  search: { middlewares: [retainSearchParams<Place>(['at', 'from'])] },
});
