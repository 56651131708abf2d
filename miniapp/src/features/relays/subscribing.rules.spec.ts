import { answersOf, askable } from './subscribing.rules';

function template(key: string, fields: { longTerm?: boolean; remaining?: number } = {}) {
  return { key, templateId: `wx-${key}`, title: key, remaining: 0, longTerm: false, ...fields };
}

describe('asking for one more message', () => {
  it('asks for what a pusher needs, the most needed first, three at the most', () => {
    const templates = ['approval', 'relay_urged', 'relay_late', 'relay_due'].map((key) => template(key));
    expect(askable(templates).map(({ key }) => key)).toEqual(['relay_due', 'relay_late', 'relay_urged']);
    expect(askable([template('approval')])).toEqual([]);
  });

  it('asks nobody who allowed messages for good, and asks again whoever has used up what they allowed once', () => {
    expect(askable([template('relay_due', { longTerm: true, remaining: 1 })])).toEqual([]);
    expect(askable([template('relay_due', { longTerm: true })])).toHaveLength(1);
    expect(askable([template('relay_due', { remaining: 2 })])).toHaveLength(1);
  });

  it('reports what was answered, and nothing where nobody was asked', () => {
    const asked = [template('relay_due'), template('relay_late'), template('relay_urged')];
    expect(answersOf(asked, { 'wx-relay_due': 'accept', 'wx-relay_late': 'unsupported' })).toEqual([
      { key: 'relay_due', reply: 'accept' },
    ]);
  });
});
