import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import './states.css';

/** Stands where an answer will be, with room for so many lines; says so only when it takes a while, so that nothing flickers. */
export function Waiting({ lines = 4 }: { readonly lines?: number }) {
  const { t } = useTranslation();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="waiting" role="status" data-late={late}>
      <span className="unseen">{t('shell.states.waiting')}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="waiting-line" style={{ inlineSize: `${92 - ((line * 17) % 40)}%` }} />
      ))}
    </div>
  );
}
