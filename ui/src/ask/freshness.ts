interface Dated {
  readonly ageDays?: number | null;
}

/** How many days ago the oldest dated step of a route was last seen; nothing where no step has a date. */
export function freshness(steps: readonly Dated[]): number | undefined {
  const ages = steps.map(({ ageDays }) => ageDays).filter((age): age is number => typeof age === 'number');
  return ages.length === 0 ? undefined : Math.max(...ages);
}
