import ask from './en/ask.json';
import company from './en/company.json';
import console from './en/console.json';
import customers from './en/customers.json';
import map from './en/map.json';
import network from './en/network.json';
import opportunity from './en/opportunity.json';
import people from './en/people.json';
import person from './en/person.json';
import record from './en/record.json';
import route from './en/route.json';
import shell from './en/shell.json';
import standing from './en/standing.json';
import team from './en/team.json';
import values from './en/values.json';
import type { Words } from './zh';

/** The same words in English; a key that is missing here does not compile. */
export const en: Words = { ask, company, console, customers, map, network, opportunity, people, person, record, route, shell, standing, team, values };
