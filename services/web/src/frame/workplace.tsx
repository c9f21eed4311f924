import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { LiveProvider } from '../api/live.js';
import { ProblemError } from '../api/problem.js';
import { CrashGuard } from '../design/crash-guard.js';
import { DossiersPage } from '../dossiers/dossiers.page.js';
import { useSpeech } from '../language/language.js';
import type { Person } from '../session/session.js';
import { Frame } from './frame.js';
import { NotFoundPage } from './not-found.page.js';

const DossierPage = lazy(() => import('../dossier/dossier.page.js').then(({ DossierPage: page }) => ({ default: page })));
const BoardPage = lazy(() => import('../board/board.page.js').then(({ BoardPage: page }) => ({ default: page })));
const TasksPage = lazy(() => import('../tasks/tasks.page.js').then(({ TasksPage: page }) => ({ default: page })));
const DeadlinesPage = lazy(() => import('../deadlines/deadlines.page.js').then(({ DeadlinesPage: page }) => ({ default: page })));
const TaskPage = lazy(() => import('../tasks/task.page.js').then(({ TaskPage: page }) => ({ default: page })));
const CataloguePage = lazy(() => import('../apply/catalogue.page.js').then(({ CataloguePage: page }) => ({ default: page })));
const ApplyPage = lazy(() => import('../apply/apply.page.js').then(({ ApplyPage: page }) => ({ default: page })));
const LogsPage = lazy(() => import('../logs/logs.page.js').then(({ LogsPage: page }) => ({ default: page })));
const ParcelPage = lazy(() => import('../parcels/parcel.page.js').then(({ ParcelPage: page }) => ({ default: page })));
const ReportsPage = lazy(() => import('../reports/reports.page.js').then(({ ReportsPage: page }) => ({ default: page })));
const PetitionsPage = lazy(() => import('../petitions/petitions.page.js').then(({ PetitionsPage: page }) => ({ default: page })));
const PetitionPage = lazy(() => import('../petitions/petition.page.js').then(({ PetitionPage: page }) => ({ default: page })));
const RulesPage = lazy(() => import('../rules/rules.page.js').then(({ RulesPage: page }) => ({ default: page })));
const DecisionPage = lazy(() => import('../rules/decision.page.js').then(({ DecisionPage: page }) => ({ default: page })));
const CalendarPage = lazy(() => import('../rules/calendar.page.js').then(({ CalendarPage: page }) => ({ default: page })));
const ProcedurePage = lazy(() => import('../rules/procedure.page.js').then(({ ProcedurePage: page }) => ({ default: page })));
const DestructionPage = lazy(() => import('../destruction/destruction.page.js').then(({ DestructionPage: page }) => ({ default: page })));

const MOST_RETRIES = 2;

function makeClient(): QueryClient {
  const passes = (error: unknown) => error instanceof ProblemError && (error.kind === 'offline' || error.kind === 'unavailable');
  return new QueryClient({
    defaultOptions: { queries: { staleTime: 30_000, gcTime: 5 * 60_000, networkMode: 'always', retry: (failures, error) => failures < MOST_RETRIES && passes(error) } },
  });
}

/** What a signed-in person sees. Its client is its own: nothing read by one person is there for the next. */
export function Workplace({ person }: Readonly<{ person: Person }>) {
  const [client] = useState(makeClient);
  const { language } = useSpeech();
  // A service words its problems in the language of the request: ask again for those on the page.
  useEffect(() => void client.refetchQueries({ predicate: ({ state }) => state.status === 'error' }), [client, language]);
  return (
    <QueryClientProvider client={client}>
      <LiveProvider>
        <Frame person={person}>
          <Pages person={person} />
        </Frame>
      </LiveProvider>
    </QueryClientProvider>
  );
}

function Pages({ person }: Readonly<{ person: Person }>) {
  const { pathname } = useLocation();
  return (
    // One page that fails leaves the frame and the other pages usable.
    <CrashGuard key={pathname}>
      <Suspense fallback={null}>
        <Routes>
          <Route path="/" element={<Navigate to="/dossiers" replace />} />
          <Route path="/dossiers" element={<DossiersPage />} />
          <Route path="/dossiers/:code" element={<DossierPage />} />
          <Route path="/tasks" element={<TasksPage person={person} />} />
          <Route path="/tasks/:id" element={<TaskPage />} />
          <Route path="/deadlines" element={<DeadlinesPage />} />
          <Route path="/apply" element={<CataloguePage />} />
          <Route path="/apply/:code" element={<ApplyPage person={person} />} />
          <Route path="/board" element={<BoardPage />} />
          <Route path="/logs" element={<LogsPage person={person} />} />
          <Route path="/parcels/:id?" element={<ParcelPage />} />
          <Route path="/reports" element={<ReportsPage />} />
          <Route path="/petitions" element={<PetitionsPage person={person} />} />
          <Route path="/petitions/:number" element={<PetitionPage person={person} />} />
          <Route path="/rules" element={<RulesPage person={person} />} />
          <Route path="/rules/decisions/:id" element={<DecisionPage />} />
          <Route path="/rules/calendars/:id" element={<CalendarPage />} />
          <Route path="/rules/procedures/:id" element={<ProcedurePage />} />
          <Route path="/destruction-lists" element={<DestructionPage person={person} />} />
          <Route path="*" element={<NotFoundPage />} />
        </Routes>
      </Suspense>
    </CrashGuard>
  );
}
