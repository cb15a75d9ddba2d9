import type { Shown } from './screens';

/** The screens of managers and executives, and the tools. */
export const overviews: readonly Shown[] = [
  { name: 'customers', path: '/customers', ready: (page) => page.locator('.customer-table tbody tr').first(), role: 'executive' },
  { name: 'customers-filtered', path: '/customers?band=RELATIONSHIP.MEDIUM&period=YEAR&moved=PRICE&order=RELATIONSHIP', ready: (page) => page.locator('.movers li').first(), role: 'executive' },
  { name: 'customer', path: '/customers/org-c-0000', ready: (page) => page.locator('.people-table').first() },
  { name: 'dossier', path: '/customers/org-c-0000/dossier', ready: (page) => page.locator('.dossier-degrees').first() },
  { name: 'company', path: '/company', ready: (page) => page.locator('.moves li').first(), role: 'executive' },
  { name: 'coverage', path: '/company?part=coverage', ready: (page) => page.locator('.heat caption', { hasText: /[·点]|dot/ }), role: 'executive' },
  { name: 'network', path: '/company?part=network', ready: (page) => page.locator('.cluster').first(), role: 'executive' },
  { name: 'network-community', path: '/company?part=network&around=con-0000002&who=con-0000002', ready: (page) => page.locator('.crowd-ground canvas[data-drawn]'), role: 'executive' },
  { name: 'network-all', path: '/company?part=network&show=all', ready: (page) => page.locator('.crowd-ground canvas[data-drawn]'), role: 'executive' },
  { name: 'alone', path: '/company?part=alone', ready: (page) => page.locator('.company-table tbody tr').first(), role: 'executive' },
  { name: 'hidden', path: '/company?part=hidden', ready: (page) => page.locator('.hidden-ones li').first(), role: 'executive' },
  { name: 'departure', path: '/company?part=departure&people=emp-0000013', ready: (page) => page.locator('.what-if .company-table tbody tr').first(), role: 'executive' },
  { name: 'plan', path: '/company?part=plan', ready: (page) => page.locator('.company-table tbody tr').first(), role: 'executive' },
  { name: 'spread', path: '/company?part=spread', ready: (page) => page.locator('.company-table tbody tr').first(), role: 'executive' },
  { name: 'team', path: '/team', ready: (page) => page.locator('.coaching li').first(), role: 'manager' },
  { name: 'sellers', path: '/team?part=sellers', ready: (page) => page.locator('.seller-table tbody tr').first(), role: 'manager' },
  { name: 'api', path: '/api?example=doors', ready: (page) => page.locator('.cm-content') },
  { name: 'record', path: '/record?person=con-0000002', ready: (page) => page.locator('.recorded li').first() },
  { name: 'record-line', path: '/record?what=influence&person=con-0000002', ready: (page) => page.locator('.recorded li').first() },
  { name: 'record-files', path: '/record?what=files', ready: (page) => page.locator('.drop') },
];
