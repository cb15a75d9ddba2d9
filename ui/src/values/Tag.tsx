import type { ReactNode } from 'react';
import './values.css';

/** A short mark beside a name. */
export function Tag({ tone = 'plain', title, children }: { readonly tone?: 'plain' | 'accent' | 'for' | 'against' | 'caution'; readonly title?: string; readonly children: ReactNode }) {
  return (
    <span className="tag" data-tone={tone} title={title}>
      {children}
    </span>
  );
}
