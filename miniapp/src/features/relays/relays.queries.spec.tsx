/** @jest-environment jsdom */
import { QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from '@/shared/api';
import { useSession } from '@/shared/session';
import { fakeTaro } from '../../../test/taro';
import { useSupervision } from './relays.queries';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

function Screen() {
  return <>{useSupervision().data?.value.groups}</>;
}

/** Comes to the screen, reads, and leaves it. */
async function look(): Promise<string | null> {
  const place = document.createElement('div');
  const root = createRoot(place);
  act(() =>
    root.render(
      <QueryClientProvider client={queryClient}>
        <Screen />
      </QueryClientProvider>,
    ),
  );
  await act(() => new Promise<void>((resolve) => setTimeout(resolve, 30)));
  const text = place.textContent;
  act(() => root.unmount());
  return text;
}

it('asks anew what is late each time that somebody comes to look', async () => {
  fakeTaro.reset();
  useSession.setState({ me: { personId: 'supervisor', kind: 'staff' } as never });
  let groups = 0;
  fakeTaro.serve(() => ({ statusCode: 200, data: { groups: ++groups, late: [], toAttest: [] } }));
  expect(await look()).toBe('1');
  expect(await look()).toBe('2');
});
