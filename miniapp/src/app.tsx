import '@/shared/api/abort-controller';
import { QueryClientProvider } from '@tanstack/react-query';
import type { PropsWithChildren } from 'react';
import { startSync } from '@/features/doors';
import { startOverAtSignOut } from '@/features/sign-in';
import { refreshAfterSync } from '@/features/sync';
import { queryClient } from '@/shared/api';
import { startPapers } from '@/shared/papers';
import { restoreSession } from '@/shared/session';
import './app.scss';

startOverAtSignOut();
startSync();
startPapers();
refreshAfterSync();
void restoreSession();

export default function App({ children }: PropsWithChildren) {
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>;
}
