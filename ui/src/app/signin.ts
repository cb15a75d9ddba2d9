import { createContext } from 'react';

/** Begins again with the token that is kept now. */
export const SignInContext = createContext<() => void>(() => {});
