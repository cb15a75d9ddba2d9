import { useNavigate, useSearch } from '@tanstack/react-router';
import type { IntrospectionQuery } from 'graphql';
import { useCallback, useContext, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AskedContext } from '../query/asked';
import { useNumbers } from '../values/numbers';
import { type Draft, keepDraft, keptDraft, readVariables } from './draft';
import { QueryEditor } from './QueryEditor';
import { type ExampleName, exampleNames, examples } from './examples';
import { type Reply, send } from './send';
import './console.css';

type Ran = { readonly reply: Reply } | { readonly fault: string };

function draftOf(name: ExampleName): Draft {
  const { query, variables } = examples[name];
  return { query, variables: Object.keys(variables).length > 0 ? JSON.stringify(variables, null, 2) : '' };
}

/** The API to try: write a query with completion by the schema, run it, see the answer as it comes. */
export function ApiScreen() {
  const { t } = useTranslation();
  const { plain } = useNumbers();
  const { example } = useSearch({ from: '/api' });
  const navigate = useNavigate({ from: '/api' });
  const [draft, setDraft] = useState<Draft>(() => (example ? draftOf(example) : (keptDraft() ?? draftOf('doors'))));
  const [ran, setRan] = useState<Ran>();
  const [running, setRunning] = useState<AbortController>();
  const asked = useContext(AskedContext);
  const place = useId();
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
    keepDraft(draft);
  }, [draft]);
  useEffect(() => {
    if (example) setDraft(draftOf(example));
  }, [example]);
  useEffect(() => () => asked.drop(place), [asked, place]);

  const run = useCallback(async () => {
    const { query, variables: text } = latest.current;
    const read = readVariables(text);
    if ('fault' in read) return setRan({ fault: t('console.badVariables', { fault: read.fault }) });
    const abort = new AbortController();
    setRunning(abort);
    asked.put(place, { text: query, variables: read.variables });
    try {
      setRan({ reply: await send(query, read.variables, abort.signal) });
    } catch (error) {
      setRan({ fault: abort.signal.aborted ? t('console.stopped') : t('console.noAnswer', { fault: error instanceof Error ? error.message : String(error) }) });
    } finally {
      setRunning(undefined);
    }
  }, [asked, place, t]);
  const runNow = useCallback(() => void run(), [run]);
  const onQuery = useCallback((query: string) => setDraft((before) => ({ ...before, query })), []);

  return (
    <div className="screen console">
      <div className="screen-head">
        <h1>{t('console.title')}</h1>
        <div className="filters">
          <label>
            {t('console.example')}
            <select value={example ?? ''} onChange={(event) => void navigate({ search: (before) => ({ ...before, example: exampleNames.find((one) => one === event.target.value) }), replace: true })}>
              <option value="">{t('console.own')}</option>
              {exampleNames.map((one) => (
                <option key={one} value={one}>
                  {t(`console.examples.${one}`)}
                </option>
              ))}
            </select>
          </label>
          <button type="button" className="strong" onClick={runNow} disabled={running !== undefined}>
            {t('console.run')}
          </button>
          {running && (
            <button type="button" onClick={() => running.abort()}>
              {t('console.stop')}
            </button>
          )}
        </div>
      </div>
      <div className="console-columns">
        <div className="console-asked">
          <QueryEditor text={draft.query} onText={onQuery} onRun={runNow} introspect={introspect} />
          <label className="console-variables">
            <span>{t('console.variables')}</span>
            <textarea
              spellCheck={false}
              rows={4}
              value={draft.variables}
              onChange={(event) => setDraft({ ...draft, variables: event.target.value })}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) runNow();
              }}
            />
          </label>
        </div>
        <section className="console-answer" aria-label={t('console.answer')}>
          <p className="faint" role="status">
            {running ? t('console.running') : ran && 'reply' in ran ? t('console.ran', { status: ran.reply.status, ms: plain(ran.reply.ms, 0) }) : ran ? '' : t('console.hint')}
          </p>
          {ran && 'fault' in ran && (
            <p className="notice" data-tone="bad" role="alert">
              {ran.fault}
            </p>
          )}
          {ran && 'reply' in ran && (
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
            <pre tabIndex={0} aria-label={t('console.answer')}>
              {ran.reply.text}
            </pre>
          )}
        </section>
      </div>
    </div>
  );
}

/** The schema as the service tells it; nothing where it does not, or cannot be reached. */
async function introspect(query: string): Promise<IntrospectionQuery | undefined> {
  try {
    const { text } = await send(query, {}, new AbortController().signal);
    const answer = JSON.parse(text) as { readonly data?: IntrospectionQuery | null };
    return answer.data ?? undefined;
  } catch {
    return undefined;
  }
}
