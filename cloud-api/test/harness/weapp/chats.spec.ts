import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createWechatEmulator } from '../../../emulator/index.js';
import { cloudApi } from '../paths.js';
import { Phone, Weapp, wechatOf, type CardOpening, type WechatPerson } from './index.js';

const bundle = path.join(cloudApi, 'test', 'harness', 'weapp', 'fixture');
const card = '/packages/card/index?relay=7';
const emulator = createWechatEmulator({ appId: 'wx0123456789abcdef', secret: '0123456789abcdef0123456789abcdef' });
let origin: string;
let weapp: Weapp;

beforeAll(async () => {
  origin = await emulator.listen();
  emulator.group('one', ['pusher']);
  emulator.group('other', ['pusher']);
  emulator.template({ id: 'due', title: '待签收提醒', fields: ['thing1'], kind: 'one_time' });
  emulator.template({ id: 'late', title: '超时提醒', fields: ['thing1'], kind: 'one_time' });
});
afterEach(() => weapp.kill());
afterAll(() => emulator.close());

async function launch(opening?: CardOpening, person: Partial<WechatPerson> = {}): Promise<void> {
  const phone = new Phone(await wechatOf(origin, { handle: 'pusher', ...person }));
  weapp = Weapp.launch({ bundle, apiOrigin: origin, phone, ...(opening ? { card: opening } : { url: card }) });
}
/** Runs a piece of script in a tap and answers what it says. */
async function tapped(source: string): Promise<string> {
  const said = () => weapp.tree.find('#said')?.cn?.[0]?.v;
  await weapp.user.fill('#script', `say('…'); ${source}`);
  await weapp.user.tap('#tap');
  return weapp.user.until(() => (said() === '…' ? undefined : said()), source);
}
const enterInfo = `wx.getGroupEnterInfo({
  success: (r) => say([Object.keys(r).sort().join(), r.errMsg]), fail: (f) => say([f.errCode, f.errMsg]) })`;

describe('a card in a group', () => {
  it('starts the mini-program at its page, with what WeChat tells of it', async () => {
    await launch({ path: card, group: 'one' });
    expect(await tapped('say(page.query)')).toBe('{"relay":"7"}');
    const told = JSON.parse(await tapped('say(wx.getLaunchOptionsSync())')) as Record<string, unknown>;
    expect(told).toMatchObject({ path: 'packages/card/index', query: { relay: '7' }, scene: 1044, chatType: 3 });
    expect(told.shareTicket).toEqual(expect.any(String));
    expect(JSON.parse(await tapped('say(wx.getEnterOptionsSync())'))).toEqual(told);
  });

  it('opens its page in place of all others when the mini-program was already running', async () => {
    await launch();
    await weapp.open('navigateTo', '/packages/more/index');
    weapp.openCard({ path: '/packages/card/index?relay=8', group: 'one' });
    expect(weapp.routes).toEqual(['packages/card/index']);
    expect(
      await tapped('say([page.query.relay, wx.getEnterOptionsSync().scene, wx.getLaunchOptionsSync().scene])'),
    ).toBe('["8",1044,1001]');
    expect(await tapped('say(app.entered)')).toBe('["1001 packages/card/index","1044 packages/card/index"]');
    weapp.hide();
    weapp.show();
    expect(await tapped('say(wx.getEnterOptionsSync().scene)')).toBe('1001');
  });

  it('comes without a ticket when its page asked for none, and in a chat of two', async () => {
    const told =
      'const { scene, chatType, shareTicket } = wx.getEnterOptionsSync(); say([scene, chatType, shareTicket])';
    await launch({ path: card, group: 'one', withShareTicket: false });
    expect(await tapped(told)).toBe('[1008,3,null]');
    weapp.openCard({ path: card });
    expect(await tapped(told)).toBe('[1007,1,null]');
  });

  it('tells the group, encrypted: another one in another group, none outside', async () => {
    await launch({ path: card, group: 'one' });
    expect(await tapped(enterInfo)).toBe('["encryptedData,errMsg,iv","getGroupEnterInfo:ok"]');
    weapp.openCard({ path: card });
    expect(await tapped(enterInfo)).toBe('[40097,"getGroupEnterInfo:fail invalid scene"]');
  });

  it('tells nothing to those who have left the group, and nothing without a network', async () => {
    await launch({ path: card, group: 'one' }, { handle: 'stranger' });
    expect(await tapped(enterInfo)).toMatch(/^\[65206,"getGroupEnterInfo:fail [^:]+"\]$/);
    weapp.phone.network.offline();
    expect(await tapped(enterInfo)).toBe('[null,"getGroupEnterInfo:fail no network"]');
  });

  it('is told to functions only, never through a promise', async () => {
    await launch({ path: card, group: 'one' });
    expect(await tapped('say(typeof wx.getGroupEnterInfo())')).toBe('undefined');
  });
});

describe('passing a page on', () => {
  it('gives what the page says, with a ticket once it was asked for', async () => {
    await launch();
    await tapped(`page.card = { title: '预警', path: '/packages/card/index?relay=9' }; say('set')`);
    expect(await weapp.share()).toEqual({
      title: '预警',
      path: '/packages/card/index?relay=9',
      withShareTicket: false,
    });
    await tapped(`wx.showShareMenu({ withShareTicket: true, success: () => say('shown') })`);
    expect(await weapp.share('#share')).toMatchObject({ withShareTicket: true });
    expect(await tapped('say(page.request)')).toBe('button share');
  });

  it('takes the page as it stands where it says nothing', async () => {
    await launch();
    expect(await weapp.share()).toEqual({ title: '夹具', path: card, withShareTicket: false });
  });

  it('fails where nobody could do it, or nobody could open the card', async () => {
    await launch();
    await expect(weapp.share('#tap')).rejects.toThrow('passes nothing on');
    await tapped(`page.card = { path: 'packages/card/index' }; say('set')`);
    await expect(weapp.share()).rejects.toThrow('begins with a slash');
    await tapped(`page.card = { path: '/packages/absent/index' }; say('set')`);
    await expect(weapp.share()).rejects.toThrow('not found');
    await tapped(`page.card = { imageUrl: '/static/absent.png' }; say('set')`);
    await expect(weapp.share()).rejects.toThrow('not in the package');
    await tapped(`wx.hideShareMenu({ success: () => say('hidden') })`);
    await expect(weapp.share()).rejects.toThrow('hidden the menu');
    await weapp.open('reLaunch', '/pages/mine/index');
    await expect(weapp.share()).rejects.toThrow('no onShareAppMessage');
  });
});

describe('asking for subscribe messages', () => {
  const ask = (ids: string[]) =>
    `wx.requestSubscribeMessage({ tmplIds: ${JSON.stringify(ids)}, success: say, fail: (f) => say([f.errCode, f.errMsg]) })`;

  it('answers by template, and WeChat counts what was granted', async () => {
    await launch(undefined, { answerSubscribe: () => ({ late: 'reject' }) });
    const answers = JSON.parse(await tapped(ask(['due', 'late']))) as object;
    expect(answers).toEqual({ due: 'accept', late: 'reject', errMsg: 'requestSubscribeMessage:ok' });
    expect([emulator.grants('pusher', 'due'), emulator.grants('pusher', 'late')]).toEqual([1, 0]);
  });

  it('happens only in the tap itself', async () => {
    await launch();
    const refused = '[null,"requestSubscribeMessage:fail can only be invoked by user TAP gesture."]';
    expect(await tapped(`Promise.resolve().then(() => { ${ask(['due'])} })`)).toBe(refused);
    expect(await tapped(`setTimeout(() => { ${ask(['due'])} })`)).toBe(refused);
  });

  it('asks one question at a time', async () => {
    await launch();
    expect(
      await tapped(
        `${ask(['due'])}; wx.requestSubscribeMessage({ tmplIds: ['late'], fail: (f) => { page.second = f.errMsg } })`,
      ),
    ).toContain('"due":"accept"');
    expect(await tapped('say(page.second)')).toBe('requestSubscribeMessage:fail last call has not ended');
    expect(await tapped(ask(['late']))).toContain('"late":"accept"');
  });

  it('passes on why WeChat asks nobody', async () => {
    await launch();
    expect(await tapped(ask(['unknown']))).toMatch(/^\[20001,"requestSubscribeMessage:fail No template/);
    emulator.user('pusher', { messagesOff: true });
    expect(await tapped(ask(['due']))).toMatch(/^\[20004,"requestSubscribeMessage:fail The main switch/);
    emulator.user('pusher', { messagesOff: false });
  });
});
