import { usePlace } from '../app/place';

/** The moment asked about, for the API: the end of the day of the address in UTC; without one, now. */
export function useMoment(): string | undefined {
  return usePlace().at;
}
