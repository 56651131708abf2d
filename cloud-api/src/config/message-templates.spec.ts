import { describe, expect, it } from '@jest/globals';
import { production } from '../../test/harness/production.js';
import { ConfigurationError, readConfiguration } from './configuration.js';
import { readMessageTemplates } from './message-templates.js';

const fields = { thing1: 'title', time2: 'createdAt' };
const boot = (settings: unknown) => readConfiguration({ ...production, WECHAT_TEMPLATES: JSON.stringify(settings) });
const read = (settings: unknown) => readMessageTemplates(JSON.stringify(settings));

describe('templates of messages', () => {
  it('are none unless they are configured', () => {
    expect(readConfiguration(production).messageTemplates).toEqual([]);
    expect(boot({ approval: { id: 'T1', fields } }).messageTemplates).toHaveLength(1);
  });

  it('name where each field comes from', () => {
    expect(read({ relay_due: { id: 'T1', fields: { ...fields, thing3: '=请尽快处理' } } })).toEqual([
      {
        kind: 'relay_due',
        key: 'relay_due',
        templateId: 'T1',
        longTerm: false,
        fields: [
          { name: 'thing1', type: 'thing', value: { source: 'title' } },
          { name: 'time2', type: 'time', value: { source: 'createdAt' } },
          { name: 'thing3', type: 'thing', value: { text: '请尽快处理' } },
        ],
      },
    ]);
  });

  it('may tell of several kinds, which then share their grants', () => {
    const shared = { id: 'T1', fields, longTerm: true };
    const templates = read({ relay_due: shared, approval: { id: 'T2', fields }, relay_urged: shared });
    expect(templates.map(({ kind, key }) => [kind, key])).toEqual([
      ['relay_due', 'relay_due'],
      ['approval', 'approval'],
      ['relay_urged', 'relay_due'],
    ]);
  });

  const one = (settings: object) => ({ relay_due: { id: 'T1', fields, ...settings } });
  it.each<[string, unknown, string]>([
    ['a list', [], 'no JSON object'],
    ['an unknown kind', { relay_deu: { id: 'T1', fields } }, 'no kind "relay_deu"'],
    ['a prototype’s name', JSON.parse('{"__proto__": {"id": "T1", "fields": {}}}'), 'no kind'],
    ['no id', { relay_due: { fields } }, 'no template id'],
    ['a wrong id', one({ id: 'T 1' }), 'no template id'],
    ['no fields', one({ fields: {} }), 'names no fields'],
    ['another setting', one({ longterm: true }), 'no setting "longterm"'],
    ['a wrong switch', one({ longTerm: 'yes' }), 'true or false'],
    ['a field that WeChat does not have', one({ fields: { text1: 'title' } }), 'none of WeChat'],
    ['a field without a number', one({ fields: { thing: 'title' } }), 'none of WeChat'],
    ['a source that is none', one({ fields: { thing1: 'name' } }), 'must be one of title, body'],
    ['a source that does not suit', one({ fields: { time1: 'title' } }), 'must be one of createdAt, =text'],
    ['a field that takes fixed texts only', one({ fields: { amount1: 'title' } }), 'must be one of =text'],
    ['a text too long', one({ fields: { thing1: `=${'字'.repeat(21)}` } }), 'does not fit'],
    ['an empty text', one({ fields: { thing1: '=' } }), 'does not fit'],
    ['a text of another type', one({ fields: { phrase1: '=abc' } }), 'does not fit'],
    [
      'two minds about one template',
      { relay_due: { id: 'T1', fields }, approval: { id: 'T1', fields, longTerm: true } },
      'longTerm must be the same',
    ],
  ])('stop the boot with one sentence: %s', (_, settings, sentence) => {
    expect(() => read(settings)).toThrow(sentence);
    expect(() => boot(settings)).toThrow(ConfigurationError);
    expect(() => boot(settings)).toThrow(/^WECHAT_TEMPLATES cannot be used: .+\.$/);
  });

  it('stop the boot when they are no JSON', () => {
    expect(() => readMessageTemplates('{"relay_due":')).toThrow('it is no JSON object');
  });
});
