import { RouterProvider } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import type { Locale } from 'antd/es/locale';
import english from 'antd/es/locale/en_US';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Provider } from 'urql';
import { makeClient } from '../api/client';
import { SignInContext } from './signin';
import { makeRouter } from './router';
import { antTheme, useLook } from './theme';

/**
 * The words of Ant Design in the language of the screen; English until they are there. Never none: with the first words its provider
 * would put something around the whole application, which would begin anew and forget what was typed.
 */
function useAntLocale(): Locale {
  const { i18n } = useTranslation();
  const [locale, setLocale] = useState<Locale>(english);
  useEffect(() => {
    if (i18n.language !== 'zh') {
      setLocale(english);
      return undefined;
    }
    let left = false;
    void import('antd/es/locale/zh_CN').then((loaded) => {
      if (!left) setLocale(loaded.default);
    });
    return () => {
      left = true;
    };
  }, [i18n.language]);
  return locale;
}

/** The whole application. A new sign-in begins with a client that remembers nothing. */
export function App() {
  const [signIn, setSignIn] = useState(0);
  const client = useMemo(() => {
    void signIn;
    return makeClient();
  }, [signIn]);
  const [router] = useState(makeRouter);
  const look = useLook();
  const locale = useAntLocale();
  const theme = useMemo(() => antTheme(look), [look]);
  const again = useMemo(() => () => setSignIn((times) => times + 1), []);
  return (
    <ConfigProvider theme={theme} locale={locale}>
      <SignInContext value={again}>
        <Provider value={client} key={signIn}>
          <RouterProvider router={router} />
        </Provider>
      </SignInContext>
    </ConfigProvider>
  );
}
