import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../api/answer';
import { Answered } from '../states/Answered';
import { Empty } from '../states/Empty';
import { MapStartDocument } from './generated/graphql';
import './map.css';

/** Of which customer, of which open opportunity? */
export function MapStartScreen() {
  const { t } = useTranslation();
  const [pages, setPages] = useState<readonly string[]>([]);
  const answer = useAnswer(MapStartDocument, { after: pages.at(-1) });
  return (
    <div className="map-start">
      <h1>{t('map.start')}</h1>
      <Answered answer={answer} lines={8}>
        {({ organizations: { nodes, pageInfo } }) =>
          nodes.length === 0 ? (
            <Empty title={t('map.noCustomers')} />
          ) : (
            <>
              <ul className="map-customers">
                {nodes.map(({ id, sourceId, name, opportunities }) => {
                  const open = opportunities.nodes.filter(({ outcome }) => !outcome);
                  return (
                    <li key={id} className="panel">
                      <h2>
                        <Link to="/map/customer/$customer" params={{ customer: sourceId }}>
                          {name}
                        </Link>
                      </h2>
                      {open.length === 0 ? (
                        <p className="faint">{t('map.noOpen')}</p>
                      ) : (
                        <ul>
                          {open.map((deal) => (
                            <li key={deal.id}>
                              <Link to="/map/opportunity/$opportunity" params={{ opportunity: deal.sourceId }}>
                                {deal.name}
                              </Link>
                            </li>
                          ))}
                        </ul>
                      )}
                    </li>
                  );
                })}
              </ul>
              <p>
                {pages.length > 0 && (
                  <button type="button" onClick={() => setPages(pages.slice(0, -1))}>
                    {t('map.back')}
                  </button>
                )}{' '}
                {pageInfo.hasNextPage && pageInfo.endCursor && (
                  <button type="button" onClick={() => setPages([...pages, pageInfo.endCursor ?? ''])}>
                    {t('map.next')}
                  </button>
                )}
              </p>
            </>
          )
        }
      </Answered>
    </div>
  );
}
