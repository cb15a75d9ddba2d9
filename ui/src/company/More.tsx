import { useTranslation } from 'react-i18next';

interface MoreProps {
  /** How many are shown at the most. */
  readonly shown: number;
  /** How many are here. */
  readonly read: number;
  readonly total: number;
  readonly byJob: boolean;
  readonly fetching: boolean;
  readonly onMore: () => void;
}

/** The way to the rest of a list; where a job told its beginning only, how many it has not told. */
export function More({ shown, read, total, byJob, fetching, onMore }: MoreProps) {
  const { t } = useTranslation();
  const left = total - Math.min(shown, read);
  if (left <= 0) return null;
  if (byJob && shown >= read) return <p className="note-line">{t('company.job.beyond', { count: left })}</p>;
  return (
    <p>
      <button type="button" onClick={onMore} disabled={fetching}>
        {t('standing.more', { count: left })}
      </button>
    </p>
  );
}
