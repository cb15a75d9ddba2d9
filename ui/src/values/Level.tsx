import { useTranslation } from 'react-i18next';
import { useNumbers } from './numbers';
import { Tag } from './Tag';

/** The five levels of an attitude, and their words. */
const words = { '-2': 'STRONGLY_OPPOSES', '-1': 'OPPOSES', '0': 'NEUTRAL', '1': 'SUPPORTS', '2': 'STRONGLY_SUPPORTS' } as const;

/** Which way an attitude leans. */
export function toneOf(level: number): 'for' | 'against' | 'plain' {
  if (level > 0) return 'for';
  return level < 0 ? 'against' : 'plain';
}

/** An attitude, -2 to 2: the sign, the word, and the colour; unknown is none of them. */
export function Level({ level, bare = false }: { readonly level: number | null | undefined; readonly bare?: boolean }) {
  const { t } = useTranslation();
  const { signed } = useNumbers();
  if (level === null || level === undefined) return <span className="faint">{bare ? '?' : t('values.unknown')}</span>;
  const word = words[String(level) as keyof typeof words];
  return (
    <Tag tone={toneOf(level)}>
      <strong>{signed(level, 0)}</strong>
      {!bare && ` ${t(`values.stance.${word}`)}`}
    </Tag>
  );
}
