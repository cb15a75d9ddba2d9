import ask from './zh/ask.json';
import company from './zh/company.json';
import console from './zh/console.json';
import customers from './zh/customers.json';
import map from './zh/map.json';
import network from './zh/network.json';
import opportunity from './zh/opportunity.json';
import people from './zh/people.json';
import person from './zh/person.json';
import record from './zh/record.json';
import route from './zh/route.json';
import shell from './zh/shell.json';
import standing from './zh/standing.json';
import team from './zh/team.json';
import values from './zh/values.json';

/** Every word of the application in Chinese, by screen. The keys of this file are the keys there are. */
export const zh = { ask, company, console, customers, map, network, opportunity, people, person, record, route, shell, standing, team, values };

export type Words = typeof zh;
