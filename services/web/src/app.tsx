import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router';
import { CrashGuard } from './design/crash-guard.js';
import { useSession } from './session/session.js';
import { SignInPage } from './session/sign-in.page.js';

// A person who is not signed in loads only what sign-in needs.
const CallbackPage = lazy(() => import('./session/callback.page.js').then(({ CallbackPage: page }) => ({ default: page })));
const VerifyPage = lazy(() => import('./verify/verify.page.js').then(({ VerifyPage: page }) => ({ default: page })));
const Workplace = lazy(() => import('./frame/workplace.js').then(({ Workplace: page }) => ({ default: page })));

export function App() {
  const session = useSession();
  return (
    <CrashGuard>
      <Suspense fallback={null}>
        <Routes>
          <Route path="/callback" element={<CallbackPage />} />
          <Route path="/verify" element={<VerifyPage />} />
          <Route path="*" element={session.status === 'signed-in' ? <Workplace person={session.person} /> : <SignInPage because={session.because} />} />
        </Routes>
      </Suspense>
    </CrashGuard>
  );
}
