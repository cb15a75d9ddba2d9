import type { IntrospectionQuery } from 'graphql';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Editor } from './editor';

interface QueryEditorProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onRun: () => void;
  readonly introspect: (query: string) => Promise<IntrospectionQuery | undefined>;
}

/** The editor, once its code is there; until then, and where it cannot be loaded, a plain field. */
export function QueryEditor({ text, onText, onRun, introspect }: QueryEditorProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor>(undefined);
  const [ready, setReady] = useState(false);
  const begun = useRef(text);
  const label = t('console.query');
  useEffect(() => {
    let left = false;
    const load = async () => {
      const { makeEditor } = await import('./editor');
      if (left || !box.current) return;
      editor.current = makeEditor({ parent: box.current, text: begun.current, label, onText, onRun, introspect });
      setReady(true);
    };
    load().catch(() => setReady(false));
    return () => {
      left = true;
      editor.current?.destroy();
      editor.current = undefined;
      setReady(false);
    };
  }, [label, onText, onRun, introspect]);
  useEffect(() => {
    begun.current = text;
    editor.current?.write(text);
  }, [text]);
  return (
    <div className="console-query">
      <div ref={box} className="console-editor" hidden={!ready} />
      {!ready && <textarea aria-label={label} spellCheck={false} value={text} onChange={(event) => onText(event.target.value)} />}
    </div>
  );
}
