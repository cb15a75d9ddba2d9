import { useTranslation } from 'react-i18next';
import './standing.css';

const signs = { GREEN: '●', AMBER: '▲', RED: '■' } as const;

/** The status of a decision chain: the word, its colour, and a shape for who does not see it. */
export function Status({ status }: { readonly status: keyof typeof signs }) {
  const { t } = useTranslation();
  return (
    <span className="status" data-status={status}>
      <span aria-hidden="true">{signs[status]}</span> {t(`standing.status.${status}`)}
    </span>
  );
}
