/** @jest-environment jsdom */
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { useSession } from '@/shared/session';
import { fakeTaro } from '../../../test/taro';
import { emptyDraft, type Directive, type Draft } from './directive.rules';
import type { KeptText } from './kept-text.rules';
import { useComposing, useKeptText } from './use-composing';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const text = (title: string): Draft => ({ ...emptyDraft(), content: { title, body: '不要报验证码', photoIds: [] } });
const savedAs = (revision: number, title: string) =>
  ({ id: 'directive', revision, draft: text(title) }) as unknown as Directive;

type Composing = ReturnType<typeof useComposing>;
let now: Composing;
let root: Root | null = null;

interface PageProps {
  saved?: Directive;
  planId: string;
}

function Page(props: PageProps) {
  const kept = useKeptText(props.saved?.id, 7);
  return kept === undefined ? null : <Form {...props} kept={kept} />;
}

function Form({ saved, planId, kept }: PageProps & { kept: KeptText | null }) {
  now = useComposing(saved, { planId, regionId: 7, kept });
  return null;
}

const settled = () => act(() => new Promise<void>((resolve) => setTimeout(resolve, 20)));

async function draw(saved?: Directive, planId = 'plan') {
  root ??= createRoot(document.createElement('div'));
  act(() => root!.render(<Page saved={saved} planId={planId} />));
  await settled();
}

async function write(draft: Draft) {
  act(() => now.setDraft(draft));
  await settled();
}

function leave() {
  act(() => root?.unmount());
  root = null;
}

describe('a text being written', () => {
  beforeEach(() => {
    fakeTaro.reset();
    useSession.setState({ me: { personId: 'office' } as never });
  });
  afterEach(leave);

  it('is there again after the page was left, until it is given up', async () => {
    await draw();
    await write(text('写到一半'));
    leave();
    await draw();
    expect(now).toMatchObject({ draft: text('写到一半'), words: 'own' });

    act(() => now.startOver());
    await settled();
    expect(now).toMatchObject({ draft: emptyDraft(), words: 'saved' });
    leave();
    await draw();
    expect(now.draft).toEqual(emptyDraft());
  });

  it('is no longer on the phone once the server has it', async () => {
    await draw();
    await write(text('写好了'));
    act(() => now.change.arrived());
    await draw(savedAs(1, '写好了'));
    expect(now).toMatchObject({ words: 'saved', changed: false });
    leave();
    await draw();
    expect(now.draft).toEqual(emptyDraft());
  });

  it('keeps what was written while it was on its way', async () => {
    await draw();
    await write(text('写好了'));
    const { arrived } = now.change;
    await write(text('写好了，再加一句'));
    act(arrived);
    await draw(savedAs(1, '写好了'));
    expect(now.words).toBe('saved');
    leave();
    await draw(savedAs(1, '写好了'));
    expect(now).toMatchObject({ draft: text('写好了，再加一句'), words: 'own', changed: true });
  });

  it('gives way to a later one of somebody else where nothing was touched, and says so where something was', async () => {
    await draw(savedAs(1, '第一稿'));
    await draw(savedAs(2, '第二稿'));
    expect(now).toMatchObject({ draft: text('第二稿'), words: 'saved', changed: false });

    await write(text('我改的'));
    await draw(savedAs(3, '第三稿'));
    expect(now).toMatchObject({ draft: text('我改的'), words: 'overtaken' });
    act(() => now.startOver());
    await settled();
    expect(now.draft).toEqual(text('第三稿'));
  });

  it('goes along to another plan, without the places of the first', async () => {
    await draw();
    await write({ ...text('写到一半'), targets: { ...emptyDraft().targets, chains: ['village'] } });
    await draw(undefined, 'other');
    expect(now.draft).toEqual(text('写到一半'));
  });
});
