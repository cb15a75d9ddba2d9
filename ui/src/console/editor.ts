import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { HighlightStyle, bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { EditorState, Prec } from '@codemirror/state';
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { graphql, updateSchema } from 'cm6-graphql';
import { type IntrospectionQuery, buildClientSchema, getIntrospectionQuery } from 'graphql';

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.definitionKeyword], color: 'var(--accent)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--good)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--against)' },
  { tag: [tags.typeName, tags.className, tags.atom], color: 'var(--for)' },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: 'var(--against)' },
  { tag: tags.comment, color: 'var(--faint)' },
]);

const look = EditorView.theme({
  '&': { blockSize: '100%', fontSize: '14px', backgroundColor: 'var(--raised)', color: 'var(--ink)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", monospace', lineHeight: '1.55' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'var(--raised)', color: 'var(--faint)', border: 'none' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--accent-ground) 45%, transparent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--accent-ground)' },
  '.cm-tooltip': { backgroundColor: 'var(--raised)', color: 'var(--ink)', border: '1px solid var(--line)', borderRadius: '6px' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--on-accent)' },
  '.cm-completionInfo': { maxInlineSize: '340px' },
});

export interface Editor {
  readonly write: (text: string) => void;
  readonly destroy: () => void;
}

interface EditorOptions {
  readonly parent: HTMLElement;
  readonly text: string;
  readonly label: string;
  readonly onText: (text: string) => void;
  readonly onRun: () => void;
  /** Asks the service for its schema; without one the editor knows the language and not the fields. */
  readonly introspect: (query: string) => Promise<IntrospectionQuery | undefined>;
}

/** An editor of GraphQL with completion and faults by the schema of the service. Tab leaves it, Ctrl+Enter or Cmd+Enter runs. */
export function makeEditor({ parent, text, label, onText, onRun, introspect }: EditorOptions): Editor {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        Prec.highest(keymap.of([{ key: 'Mod-Enter', run: () => (onRun(), true) }])),
        lineNumbers(),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        autocompletion({ interactionDelay: 0 }),
        highlightActiveLine(),
        syntaxHighlighting(colours),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap]),
        graphql(),
        look,
        EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
        EditorView.lineWrapping,
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onText(update.state.doc.toString());
        }),
      ],
    }),
  });
  let gone = false;
  void introspect(getIntrospectionQuery()).then((schema) => {
    if (schema && !gone) updateSchema(view, buildClientSchema(schema));
  });
  return {
    write: (wanted) => {
      if (view.state.doc.toString() !== wanted) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: wanted } });
    },
    destroy: () => {
      gone = true;
      view.destroy();
    },
  };
}
