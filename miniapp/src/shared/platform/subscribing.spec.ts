import { fakeWechat } from '../../../test/taro-wechat';
import { askToSubscribe } from './subscribing';

describe('asking to be sent messages', () => {
  beforeEach(() => fakeWechat.reset());

  it('happens in the tap itself: WeChat asks nobody later', () => {
    void askToSubscribe(['a', 'b']);
    expect(fakeWechat.calls).toEqual(['requestSubscribeMessage a b']);
  });

  it('gives the answer for each template', async () => {
    const answers = { a: 'accept', b: 'reject', c: 'ban', errMsg: 'requestSubscribeMessage:ok' };
    fakeWechat.answerSubscribe(() => answers);
    expect(await askToSubscribe(['a', 'b', 'c'])).toEqual({ a: 'accept', b: 'reject', c: 'ban' });
    fakeWechat.answerSubscribe(() => ({ a: 'filter', b: 'acceptWithAudio', c: 'something new' }));
    expect(await askToSubscribe(['a', 'b', 'c'])).toEqual({ a: 'filter', b: 'accept', c: 'unsupported' });
  });

  it.each([
    ['messages are switched off', 'The main switch is switched off', 20004],
    ['nobody tapped', 'can only be invoked by user TAP gesture.', undefined],
    ['there is no network', 'Request list fail', 10002],
  ])('never throws: %s', async (_, reason, code) => {
    fakeWechat.answerSubscribe(fakeWechat.refuse(`requestSubscribeMessage:fail ${reason}`, code));
    expect(await askToSubscribe(['a', 'b'])).toEqual({ a: 'unsupported', b: 'unsupported' });
  });

  it('takes three templates at once', async () => {
    fakeWechat.answerSubscribe((ids) => Object.fromEntries(ids.map((id) => [id, 'accept'])));
    expect(await askToSubscribe(['a', 'b', 'c', 'd'])).toMatchObject({ c: 'accept', d: 'unsupported' });
    expect(fakeWechat.calls).toEqual(['requestSubscribeMessage a b c']);
  });

  it('asks nobody in a browser', async () => {
    process.env.TARO_ENV = 'h5';
    expect(await askToSubscribe(['a'])).toEqual({ a: 'unsupported' });
    expect(fakeWechat.calls).toEqual([]);
    delete process.env.TARO_ENV;
  });

  it('asks nothing when there is nothing to ask for', async () => {
    expect(await askToSubscribe([])).toEqual({});
    expect(fakeWechat.calls).toEqual([]);
  });
});
