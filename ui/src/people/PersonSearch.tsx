import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { FindPeopleDocument, type FindPeopleQuery } from './generated/graphql';
import './people.css';

type Found = Extract<FindPeopleQuery['search']['nodes'][number], { __typename: 'Person' }>;

interface PersonSearchProps {
  readonly label: string;
  readonly hint?: string;
  /** Only people of other companies: whom one can ask about. */
  readonly contactsOnly?: boolean;
  readonly startHere?: boolean;
  readonly onPick: (person: { readonly sourceId: string; readonly name: string }) => void;
}

const pauseMs = 90;

/** The text once nobody typed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** Finds a person as one types: Chinese, pinyin and its initials, English, identifiers, mail addresses. Works by keyboard alone. */
export function PersonSearch({ label, hint, contactsOnly = false, startHere = false, onPick }: PersonSearchProps) {
  const { t } = useTranslation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const wanted = useSettled(text.trim());
  const answer = useAnswer(FindPeopleDocument, { text: wanted, first: 12 }, { pause: wanted === '' });
  const all = answer.data?.search.nodes.filter((node): node is Found => node.__typename === 'Person') ?? [];
  const found = contactsOnly ? all.filter((person) => !person.isEmployee) : all;
  const settled = wanted === text.trim() && !answer.fetching;
  const shown = open && wanted !== '';
  const [waiting, setWaiting] = useState(false);

  useEffect(() => setAt(0), [wanted]);
  useEffect(() => {
    if (startHere) input.current?.focus();
  }, [startHere]);

  const pick = (person: Found | undefined) => {
    if (!person) return;
    setOpen(false);
    setText('');
    onPick(person);
  };
  // Enter before the answer is there: the first found is taken once it is.
  useEffect(() => {
    if (waiting && settled) {
      setWaiting(false);
      pick(found[0]);
    }
    // oxlint-disable-next-line react/exhaustive-deps -- what is found is that of the moment at which it is settled
  }, [waiting, settled]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      if (found.length > 0) setAt((at + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length);
    } else if (event.key === 'Enter' && text.trim() !== '') {
      event.preventDefault();
      if (settled) pick(found[at]);
      else setWaiting(true);
    } else if (event.key === 'Escape') {
      setOpen(false);
      setWaiting(false);
    }
  };

  return (
    <div className="person-search">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        ref={input}
        type="search"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown && found[at] ? `${id}-${at}` : undefined}
        aria-describedby={hint ? `${id}-hint` : undefined}
        placeholder={hint}
        value={text}
        onChange={(event) => (setText(event.target.value), setOpen(true), setWaiting(false))}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {hint && (
        <span id={`${id}-hint`} className="unseen">
          {hint}
        </span>
      )}
      <div className="person-search-drop" hidden={!shown}>
        <ul id={`${id}-list`} role="listbox" aria-label={label}>
          {found.map((person, index) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are those of the combobox
            <li
              key={person.id}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              tabIndex={-1}
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => setAt(index)}
              onClick={() => pick(person)}
            >
              <span className="person-search-name">
                {person.name} {person.aliases[0] && <span className="faint">{person.aliases[0]}</span>}
              </span>
              <span className="faint">{standing(person)}</span>
            </li>
          ))}
        </ul>
        {found.length === 0 && <p role="status">{answer.failure ? t('people.search.failed') : settled ? t('people.search.nobody', { text: wanted }) : t('people.search.looking')}</p>}
      </div>
    </div>
  );
}

/** Where somebody works, and as what. */
function standing({ memberships }: Found): string {
  const [post] = memberships.nodes;
  return post ? [post.organization.name, post.department?.name, post.title].filter(Boolean).join(' · ') : '';
}
