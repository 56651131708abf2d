import { emptyDraft, type Directive, type Draft } from './directive.rules';
import { keptName, openingOf } from './kept-text.rules';

const text = (title: string): Draft => ({ ...emptyDraft(), content: { title, body: '不要报验证码', photoIds: [] } });
const saved = { id: 'directive', revision: 3, draft: text('存好的') } as Directive;

describe('a text that was left unsaved', () => {
  it('goes on where it was left', () => {
    const kept = { planId: 'plan', revision: null, draft: text('写到一半') };
    expect(openingOf(undefined, kept, 'plan')).toEqual({ draft: kept.draft, words: 'own' });
    const changed = { planId: 'plan', revision: 3, draft: text('改到一半') };
    expect(openingOf(saved, changed, 'plan')).toEqual({ draft: changed.draft, words: 'own' });
  });

  it('says so when somebody else saved another text since', () => {
    const kept = { planId: 'plan', revision: 2, draft: text('改到一半') };
    expect(openingOf(saved, kept, 'plan')).toEqual({ draft: kept.draft, words: 'overtaken' });
  });

  it('is no news when it says what was saved', () => {
    const kept = { planId: 'plan', revision: 2, draft: text(' 存好的 ') };
    expect(openingOf(saved, kept, 'plan')).toEqual({ draft: saved.draft, words: 'saved' });
    expect(openingOf(undefined, undefined, 'plan')).toEqual({ draft: emptyDraft(), words: 'saved' });
  });

  it('leaves the places of one plan behind when it goes to another', () => {
    const draft = { ...text('写到一半'), targets: { ...emptyDraft().targets, chains: ['village'] } };
    const { draft: opened } = openingOf(undefined, { planId: 'plan', revision: null, draft }, 'other');
    expect(opened).toEqual({ ...draft, targets: emptyDraft().targets });
  });

  it('has a name of its own, the new one of each place too', () => {
    expect(new Set([keptName('directive', 1), keptName(undefined, 1), keptName(undefined, 2)]).size).toBe(3);
  });
});
