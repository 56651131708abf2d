/** @jest-environment jsdom */
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { act, type PropsWithChildren } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { queryClient } from '@/shared/api';
import { fakeTaro } from '../../../../test/taro';
import type { PairDoor } from '../duplicates.rules';
import { DuplicatesScreen } from './duplicates-screen';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

jest.mock('@tarojs/components', () => jest.requireActual<object>('../../../../test/plain-components'));
jest.mock('@/features/doors', () => ({ doorTitle: (_kind: string, label: string) => label }));
jest.mock('@/features/regions', () => ({ pickedPlace: () => undefined, useHasPlaces: () => false }));
jest.mock('@/shared/outbox', () => ({ syncNow: () => Promise.resolve() }));
jest.mock('@/shared/ui/page', () => ({ Page: ({ children }: PropsWithChildren) => <main>{children}</main> }));

const door = (id: string, label: string) =>
  ({
    id,
    label,
    kind: 'household',
    code: '',
    visits: 0,
    residents: [],
    version: 1,
    lastVisitAt: null,
  }) as Partial<PairDoor>;
const pair = { villageName: '中街村', reasons: [], doors: [door('stays', '王德福'), door('goes', '王得福')] };

/** Something else on the screen reads the doors too, and its answer is late. */
function SlowNeighbour({ read }: { read(): Promise<string> }) {
  return <>{useQuery({ queryKey: ['coverage'], queryFn: read }).data}</>;
}

let root: Root;
let place: HTMLElement;
let answerNeighbour: () => void;

const settle = () => act(() => new Promise<void>((resolve) => setTimeout(resolve, 10)));

async function tap(id: string) {
  act(() => place.querySelector<HTMLElement>(`#${id}`)!.click());
  await settle();
}

beforeEach(async () => {
  fakeTaro.reset();
  fakeTaro.open('packages/office/duplicates/index');
  queryClient.clear();
  let decided = false;
  fakeTaro.serve(({ method }) => {
    if (method === 'GET') return { statusCode: 200, data: { items: decided ? [] : [pair], next: null } };
    decided = true;
    return { statusCode: 200, data: {} };
  });
  const answers = [
    Promise.resolve('before'),
    new Promise<string>((resolve) => (answerNeighbour = () => resolve('after'))),
  ];
  place = document.createElement('div');
  root = createRoot(place);
  act(() =>
    root.render(
      <QueryClientProvider client={queryClient}>
        <DuplicatesScreen />
        <SlowNeighbour read={() => answers.shift()!} />
      </QueryClientProvider>,
    ),
  );
  await settle();
});

afterEach(() => act(() => root.unmount()));

describe('a pair that was decided', () => {
  it('says what was merged though its card is gone before everything was read anew', async () => {
    await tap('begin-merge');
    await tap('merge');
    await tap('merge-sure');
    expect(place.querySelector('#pair-stays')).toBeNull();
    answerNeighbour();
    await settle();
    expect(place.querySelector('#merged')?.textContent).toContain('王得福 已并入 王德福');
  });

  it('says that two are not one though their card is gone by then', async () => {
    await tap('dismiss-pair');
    await tap('dismiss-pair-sure');
    expect(place.querySelector('#pair-stays')).toBeNull();
    answerNeighbour();
    await settle();
    expect(place.textContent).toContain('记下了：不是一户');
  });
});
