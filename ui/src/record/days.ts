/** Today, as a day of the API. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** The instant of a day at which something is said to be true: its noon in UTC; for today this moment, as nothing is true in the future. */
export function instantOf(day: string, now: Date = new Date()): string {
  return day >= now.toISOString().slice(0, 10) ? now.toISOString() : `${day}T12:00:00.000Z`;
}
