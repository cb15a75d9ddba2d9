import type { ReactNode } from 'react';
import './states.css';

interface EmptyProps {
  readonly title: string;
  /** Nothing else is on the screen: this is its heading. */
  readonly whole?: boolean;
  readonly children?: ReactNode;
}

/** Says that there is nothing, why, and what one can do about it. */
export function Empty({ title, whole = false, children }: EmptyProps) {
  const Title = whole ? 'h1' : 'strong';
  return (
    <div className="empty">
      <Title>{title}</Title>
      {children && <div>{children}</div>}
    </div>
  );
}
