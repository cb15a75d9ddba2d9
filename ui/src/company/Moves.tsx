import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { useApiLanguage } from '../customers/deals';
import { Answered } from '../states/Answered';
import { useDates } from '../values/dates';
import { useNumbers } from '../values/numbers';
import { CompanyMovesDocument } from './generated/graphql';
import { AskLink } from './OneOfUs';

/** The day three months before a day; before today without one. */
export function quarterBefore(day: string | undefined, today = new Date()): string {
  const at = day === undefined ? today : new Date(`${day}T00:00:00Z`);
  const month = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - 3, 1));
  const last = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 0)).getUTCDate();
  month.setUTCDate(Math.min(at.getUTCDate(), last));
  return month.toISOString().slice(0, 10);
}

/** Whom we reach better or worse than a quarter before, and the lines behind it. */
export function Moves({ asOf }: { readonly asOf: string | undefined }) {
  const { t } = useTranslation();
  const { day } = useDates();
  const { chance } = useNumbers();
  const language = useApiLanguage();
  const from = quarterBefore(asOf);
  const answer = useAnswer(CompanyMovesDocument, { from, to: asOf, language });
  return (
    <section className="panel" aria-labelledby="moves-title">
      <h2 id="moves-title">{t('company.moves', { day: day(from) })}</h2>
      <Answered answer={answer} lines={6}>
        {({ changes }) =>
          changes.keyPersons.nodes.length === 0 ? (
            <p className="faint">{t('company.noMoves')}</p>
          ) : (
            <ul className="moves">
              {changes.keyPersons.nodes.map(({ person, probabilityBefore, probabilityAfter, lines }) => (
                <li key={person.id}>
                  <strong>
                    <AskLink person={person} />
                  </strong>{' '}
                  <span className="change" data-way={(probabilityAfter ?? 0) > (probabilityBefore ?? 0) ? 'up' : 'down'}>
                    {chance(probabilityBefore ?? 0)} → {chance(probabilityAfter ?? 0)}
                  </span>
                  {lines.slice(0, 2).map((line) => (
                    <span key={line.text} className="row-line">
                      {line.text}
                    </span>
                  ))}
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  );
}
