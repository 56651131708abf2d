import { Fragment, useEffect, type PropsWithChildren } from 'react';
import { scrollToTop } from '@/shared/platform';
import { useSession } from '@/shared/session';
import { Page, Skeleton } from '@/shared/ui';
import { ConsentScreen } from '../screens/consent-screen';
import { SignInScreen } from '../screens/sign-in-screen';

/** Shows its children to people who are signed in and have accepted the privacy notice; leads the others there. */
export function SignedIn({ children }: PropsWithChildren) {
  const status = useSession((session) => session.status);
  const personId = useSession((session) => session.me?.personId);
  // Signing in, consent and the page itself take turns on one page, each from its top.
  useEffect(scrollToTop, [status]);

  switch (status) {
    case 'loading':
      return (
        <Page title="无诈网格" bare>
          <Skeleton />
        </Page>
      );
    case 'signed_out':
      return <SignInScreen />;
    case 'consent':
      return <ConsentScreen />;
    case 'ready':
      return <Fragment key={personId}>{children}</Fragment>;
  }
}
