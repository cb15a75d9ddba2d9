/** The day some years before a day, today without one; the last of February where a leap day has no like. */
export function yearsBefore(asOf: string | undefined, count: number): string {
  const day = new Date(asOf ? `${asOf}T00:00:00Z` : Date.now());
  const month = day.getUTCMonth();
  day.setUTCFullYear(day.getUTCFullYear() - count);
  if (day.getUTCMonth() !== month) day.setUTCDate(0);
  return day.toISOString().slice(0, 10);
}
