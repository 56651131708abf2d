import { fakeTaro } from '../../../test/taro';
import { fakeWechat } from '../../../test/taro-wechat';
import { groupOpening } from './group-opening';

const page = 'packages/relay/card/index';
const card = { path: page, query: { relay: 'r-1' }, scene: 1044, shareTicket: 'ticket' };

describe('the group that a card was opened in', () => {
  beforeEach(() => {
    fakeTaro.reset();
    fakeWechat.reset();
    fakeTaro.open(`${page}?relay=r-1`);
    fakeWechat.answerGroupInfo(() => ({ encryptedData: 'data', iv: 'iv' }));
  });

  it('is asked for after signing in, which may change the key', async () => {
    fakeWechat.enter(card);
    expect(await groupOpening()).toEqual({ loginCode: 'code', encryptedData: 'data', iv: 'iv' });
    expect(fakeWechat.calls).toEqual(['login', 'getGroupEnterInfo']);
  });

  it.each([1008, 1044, 1158, 1159, 1160, 1185])('may be one at scene %i', async (scene) => {
    fakeWechat.enter({ ...card, scene });
    expect(await groupOpening()).toMatchObject({ iv: 'iv' });
  });

  it('is known by the kind of chat, whatever the scene', async () => {
    fakeWechat.enter({ ...card, scene: 1096, chatType: 4 });
    expect(await groupOpening()).toMatchObject({ iv: 'iv' });
  });

  it.each([
    ['started from the list', { ...card, scene: 1001 }],
    ['a card in a chat of two', { ...card, scene: 1007 }],
    ['a card with a ticket in a chat of two, on Android', { ...card, chatType: 1 }],
    ['another page than the one that was opened', { ...card, path: 'pages/home/index' }],
    ['the same page for another relay', { ...card, query: { relay: 'r-2' } }],
  ])('is none: %s', async (_, entered) => {
    fakeWechat.enter(entered);
    expect(await groupOpening()).toEqual({ failure: 'not_in_group' });
    expect(fakeWechat.calls).toEqual([]);
  });

  it('is the one of the last card when the app was open already', async () => {
    fakeWechat.enter({ ...card, scene: 1001 });
    expect(await groupOpening()).toEqual({ failure: 'not_in_group' });
    fakeWechat.enter({ ...card, path: `/${page}`, query: { relay: 'r%2D1' } });
    expect(await groupOpening()).toMatchObject({ loginCode: 'code' });
  });

  it('is not theirs any more when they have left it', async () => {
    fakeWechat.enter(card);
    fakeWechat.answerGroupInfo(fakeWechat.refuse('getGroupEnterInfo:fail', 65206));
    expect(await groupOpening()).toEqual({ failure: 'not_in_group' });
  });

  it('stays open when WeChat will not say, or cannot be reached', async () => {
    fakeWechat.enter(card);
    fakeWechat.answerGroupInfo(fakeWechat.refuse('getGroupEnterInfo:fail invalid scene', 40097));
    expect(await groupOpening()).toEqual({ failure: 'cannot_verify' });
    fakeWechat.answerLogin(fakeWechat.refuse('login:fail'));
    expect(await groupOpening()).toEqual({ failure: 'cannot_verify' });
  });

  it('is beyond an old WeChat', async () => {
    fakeWechat.enter(card);
    fakeWechat.becomeOld();
    expect(await groupOpening()).toEqual({ failure: 'unsupported' });
  });

  it('is beyond a browser', async () => {
    process.env.TARO_ENV = 'h5';
    expect(await groupOpening()).toEqual({ failure: 'unsupported' });
    delete process.env.TARO_ENV;
  });
});
