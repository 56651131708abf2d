import { fakeTaro } from '../../../test/taro';
import { mutateThen } from './mutate-then';

const LIST = 'packages/office/letters/index';
const ROUND = 'packages/office/letter/index?id=r-1';

/** A change that the server answers when the test says so. */
function aChange() {
  let answer!: (text: string) => void;
  let refuse!: () => void;
  const answered = new Promise<string>((resolve, reject) => {
    answer = resolve;
    refuse = () => reject(new Error('refused'));
  });
  const told: string[] = [];
  mutateThen({ mutateAsync: () => answered }, undefined, (text) => void told.push(text));
  return { answer, refuse, told };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('what follows on a change', () => {
  beforeEach(() => {
    fakeTaro.reset();
    fakeTaro.open(LIST, ROUND);
  });

  it('is done where the change was asked for, also below a page opened meanwhile', async () => {
    const { answer, told } = aChange();
    fakeTaro.open(LIST, ROUND, 'packages/papers/signature/index?id=s-1');
    answer('saved');
    await settle();
    expect(told).toEqual(['saved']);
  });

  it.each([
    ['went back', [LIST]],
    ['opened another one in its place', [LIST, 'packages/office/letter/index?id=r-2']],
  ])('does not follow whoever left the page and %s', async (_, pages) => {
    const { answer, told } = aChange();
    fakeTaro.open(...pages);
    answer('saved');
    await settle();
    expect(told).toEqual([]);
  });

  it('is left undone when the change was refused', async () => {
    const { refuse, told } = aChange();
    refuse();
    await settle();
    expect(told).toEqual([]);
  });
});
