import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ShowQuery } from '../query/ShowQuery';
import { subjectOf } from '../record/context';
import { useAnswer } from '../api/answer';
import { OfflineNotice } from '../states/OfflineNotice';
import { SignIn } from '../states/SignIn';
import { AsOf, PastNotice } from '../viewpoint/AsOf';
import { ViewerDocument } from './generated/graphql';
import { switchLanguage } from './language';
import { screenAt, screens } from './screens';
import { chooseLook, useLook } from './theme';

/** What stands around every screen: the way to the others, who asks, which day, language and look, and the queries. */
export function Shell() {
  const { t, i18n } = useTranslation();
  const look = useLook();
  const path = useLocation({ select: (location) => location.pathname });
  const open = screenAt(path);
  // Who goes on to record something means what the open screen is about.
  const subject = useLocation({ select: (location) => subjectOf(location.pathname, location.search), structuralSharing: true });
  const [menu, setMenu] = useState(false);
  const main = useRef<HTMLElement>(null);
  const viewer = useAnswer(ViewerDocument, {});
  useEffect(() => setMenu(false), [path]);
  useEffect(() => {
    document.title = open ? `${t(`shell.screens.${open.name}`)} · Guanxi 关系` : 'Guanxi 关系';
  }, [open, t, i18n.language]);
  return (
    <>
      <a className="skip" href="#main" onClick={(event) => (event.preventDefault(), main.current?.focus())}>
        {t('shell.skip')}
      </a>
      <header className="shell-top">
        <Link to="/" className="shell-brand">
          <img src="/icon.svg" alt="" />
          <span>
            Guanxi <span lang="zh-CN">关系</span>
          </span>
        </Link>
        <button type="button" className="shell-menu" aria-expanded={menu} aria-controls="screens" onClick={() => setMenu(!menu)}>
          {menu ? t('shell.closeMenu') : t('shell.menu')}
        </button>
        <nav id="screens" aria-label={t('shell.screensLabel')} data-open={menu}>
          {screens.map((screen) => (
            <Link key={screen.name} to={screen.to} search={screen.name === 'record' ? subject : undefined} aria-current={screen === open ? 'page' : undefined} activeProps={{}}>
              {t(`shell.screens.${screen.name}`)}
            </Link>
          ))}
        </nav>
        <div className="shell-tools">
          <AsOf />
          <button
            type="button"
            className="quiet"
            lang={i18n.language === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => void switchLanguage(i18n.language === 'zh' ? 'en' : 'zh')}
          >
            {i18n.language === 'zh' ? 'English' : '中文'}
          </button>
          <button
            type="button"
            className="quiet"
            aria-label={look === 'dark' ? t('shell.toLight') : t('shell.toDark')}
            title={look === 'dark' ? t('shell.toLight') : t('shell.toDark')}
            onClick={() => chooseLook(look === 'dark' ? 'light' : 'dark')}
          >
            <span aria-hidden="true">{look === 'dark' ? '☀' : '☾'}</span>
          </button>
        </div>
      </header>
      <OfflineNotice failure={viewer.failure} again={viewer.again} />
      <PastNotice />
      <main id="main" ref={main} tabIndex={-1}>
        {viewer.failure?.kind === 'signedOut' ? <SignIn message={viewer.failure.message} /> : <Outlet />}
      </main>
      <footer className="shell-foot">
        <span>
          {viewer.data
            ? t('shell.viewer', {
                name: viewer.data.viewer.person?.name ?? viewer.data.viewer.sourceId,
                role: t(`shell.roles.${viewer.data.viewer.role}`),
              })
            : ''}
        </span>
        <ShowQuery />
      </footer>
    </>
  );
}
