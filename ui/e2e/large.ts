import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const reports = 6;

function id(number: number): string {
  return `p${String(number).padStart(5, '0')}`;
}

/** A customer of so many people, everybody managing six, with so many lines between them, as files of the import format. */
export async function writeLargeCustomer(folder: string, people: number, lines: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  let state = 20_261_122;
  const draw = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  const numbers = Array.from({ length: people }, (_, number) => number);
  const influences = Array.from({ length: lines }, (_, line) => {
    const from = draw(people);
    const to = (from + 1 + draw(people - 1)) % people;
    return `${id(from)},${id(to)},${line % 12 === 0 ? 'conflict' : 'support'},0.${1 + draw(9)},line ${line}`;
  });
  const sheets = {
    organizations: ['id,name,kind', 'ours,Our Company,own', 'large,Large Customer,customer'],
    departments: ['id,name,organization_id', 'all,Everybody,large', 'sales,Sales,ours'],
    people: ['id,name', 'me,Me', ...numbers.map((number) => `${id(number)},${number % 2 === 0 ? `王小${number}` : `Alexander Berg ${number}`}`)],
    memberships: ['person_id,department_id,title', 'me,sales,Rep', ...numbers.map((number) => `${id(number)},all,Manager`)],
    reporting: ['person_id,manager_id', ...numbers.slice(1).map((number) => `${id(number)},${id(Math.floor((number - 1) / reports))}`)],
    influences: ['from_id,to_id,polarity,strength,evidence', ...new Map(influences.map((row) => [row.split(',').slice(0, 3).join(), row])).values()],
  };
  await Promise.all(Object.entries(sheets).map(([name, rows]) => writeFile(join(folder, `${name}.csv`), `${rows.join('\n')}\n`)));
}
