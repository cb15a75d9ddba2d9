import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { partyKey } from '../people/party';
import { PersonSearch } from '../people/PersonSearch';
import { Answered } from '../states/Answered';
import { useMoment } from '../viewpoint/moment';
import { ViewpointChoice } from '../viewpoint/ViewpointChoice';
import { useViewpoint } from '../viewpoint/viewpoint';
import { DoorDetail } from './DoorDetail';
import { Doors } from './Doors';
import { DoorsDocument, type DoorsQuery } from './generated/graphql';
import { Summary } from './Summary';
import { useWide } from '../frame/wide';
import './ask.css';

const page = 20;

/** Who of us can influence a person: the ranked doors, and the routes of the one that is open. */
export function AnswerScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { person } = useParams({ from: '/ask/$person' });
  const asOf = useMoment();
  const viewpoint = useViewpoint();
  const [first, setFirst] = useState(page);
  useEffect(() => setFirst(page), [person]);
  const question = { keyPerson: person, viewpoint, asOf };
  const answer = useAnswer(DoorsDocument, { ...question, first }, { keepFor: JSON.stringify(question) });
  return (
    <div className="ask-answer">
      <div className="ask-question">
        <PersonSearch
          label={t('ask.search.label')}
          hint={t('ask.search.hint')}
          contactsOnly
          onPick={({ sourceId }) => void navigate({ to: '/ask/$person', params: { person: sourceId } })}
        />
        <ViewpointChoice />
      </div>
      <Answered whole answer={answer} lines={9}>
        {({ influencersOf }) => (
          <AnswerBody key={person} answer={influencersOf} more={() => setFirst(first + page)} waiting={answer.fetching} />
        )}
      </Answered>
    </div>
  );
}

interface AnswerBodyProps {
  readonly answer: DoorsQuery['influencersOf'];
  readonly more: () => void;
  readonly waiting: boolean;
}

function AnswerBody({ answer, more, waiting }: AnswerBodyProps) {
  const navigate = useNavigate();
  const wide = useWide();
  const { door } = useSearch({ from: '/ask/$person' });
  const doors = answer.doors.nodes;
  const wanted = doors.findIndex(({ employee }, place) => partyKey(employee, place) === door);
  // A wide screen has room for the routes of the door to ask first.
  const best = wide ? Math.max(0, doors.findIndex(({ askFirst }) => askFirst)) : -1;
  const at = wanted >= 0 ? wanted : best;
  const opened = doors[at];
  const open = (place: number) => {
    const chosen = doors[place];
    const key = chosen && partyKey(chosen.employee, place);
    void navigate({
      to: '.',
      search: (before) => ({ ...before, door: key === door && !wide ? undefined : key }),
      replace: true,
      resetScroll: false,
    });
  };
  const detail = opened && <DoorDetail key={at} door={opened} keyPerson={answer.keyPerson} />;
  return (
    <>
      <Summary answer={answer} />
      {doors.length > 0 && (
        <div className="ask-columns">
          <Doors doors={doors} total={answer.doors.totalCount ?? doors.length} at={at} open={open} more={more} waiting={waiting} detail={wide ? null : detail} />
          {wide && detail}
        </div>
      )}
    </>
  );
}
