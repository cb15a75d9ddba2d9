import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';

/** Something that may be wider than the screen: it scrolls sideways on its own, then also by keyboard. */
export function Scroll({ label, className = '', children }: { readonly label: string; readonly className?: string; readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useLayoutEffect(() => {
    const node = box.current;
    if (!node) return undefined;
    const look = () => setScrolls(node.scrollWidth > node.clientWidth);
    const observer = new ResizeObserver(look);
    observer.observe(node);
    for (const child of node.children) observer.observe(child);
    look();
    return () => observer.disconnect();
  }, []);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div ref={box} className={`scroll ${className}`} role={scrolls ? 'group' : undefined} aria-label={scrolls ? label : undefined} tabIndex={scrolls ? 0 : undefined}>
      {children}
    </div>
  );
}
