import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { cloudApi } from '../paths.js';
import { Phone, Weapp, testPhoto } from './index.js';

const bundle = path.join(cloudApi, 'test', 'harness', 'weapp', 'fixture');

let arrived: string[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    arrived.push(`${request.method} ${request.url} ${Buffer.concat(chunks).toString('latin1')}`);
    if (request.url !== '/api/never') response.end(JSON.stringify({ items: [1] }));
  });
});

let weapp: Weapp;
const launch = (phone = new Phone()) => {
  weapp = Weapp.launch({ bundle, apiOrigin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, phone });
  return weapp;
};
/** Runs a piece of script in the mini-program and answers what it says. */
async function script(source: string): Promise<string> {
  const said = () => weapp.tree.find('#said')?.cn?.[0]?.v;
  await weapp.user.fill('#script', `say('…'); ${source}`);
  return weapp.user.until(() => (said() === '…' ? undefined : said()), source);
}

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterEach(() => {
  weapp.kill();
  arrived = [];
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('gestures', () => {
  it('taps bubble to whoever listens, up to the first that catches them', async () => {
    launch();
    await weapp.user.tap('#words');
    await weapp.user.see('tap card');
    await weapp.user.tap('去走访');
    await weapp.user.see('tap card, tap go');
    expect(weapp.tree.text()).not.toContain('tap go, tap card');
    weapp.close();
  });

  it('nobody can tap what is disabled, absent or deaf', async () => {
    launch();
    await expect(weapp.user.tap('#off')).rejects.toThrow('#off is disabled');
    await expect(weapp.user.tap('#deaf')).rejects.toThrow('Nothing listens to a tap on #deaf');
    await expect(weapp.user.until(() => weapp.tree.find('#absent'), '#absent', 30)).rejects.toThrow(
      /#absent[^]*去走访/,
    );
  });

  it('the phone number button hands over a code', async () => {
    launch(new Phone({ phoneCode: async () => 'code-1' }));
    await weapp.user.tap('#phone');
    await weapp.user.see('tap phone, getphonenumber phone, code-1');
  });
});

describe('the script world', () => {
  it('has nothing of a browser or of Node', async () => {
    launch();
    const absent = [
      'window',
      'document',
      'fetch',
      'URL',
      'AbortController',
      'TextEncoder',
      'crypto',
      'process',
      'localStorage',
    ];
    expect(await script(`say([${absent.map((name) => `typeof ${name}`).join(', ')}].join())`)).toBe(
      absent.map(() => 'undefined').join(),
    );
  });

  it('gets values of its own realm', async () => {
    launch(new Phone({ takePhoto: () => testPhoto(64, 48) }));
    const media = await script(`wx.chooseMedia({ success({ tempFiles }) {
      wx.getFileSystemManager().readFile({ filePath: tempFiles[0].tempFilePath, success: ({ data }) =>
        say([tempFiles instanceof Array, data instanceof ArrayBuffer, data.byteLength === tempFiles[0].size]) });
    } })`);
    expect(media).toBe('[true,true,true]');
    expect(
      await script(`try { wx.setStorageSync('k', 'x'.repeat(2e6)) } catch (error) { say(error instanceof Error) }`),
    ).toBe('true');
  });
});

describe('limits of WeChat', () => {
  it('storage takes 1 MB a key and 10 MB in all', async () => {
    launch();
    const limit = 1024 * 1024;
    expect(await script(`wx.setStorageSync('k', 'x'.repeat(${limit - 2})); say('stored')`)).toBe('stored');
    expect(await script(`wx.setStorageSync('k', 'x'.repeat(${limit - 1}))`)).toBe(
      'setStorageSync:fail entry size limit reached',
    );
    expect(await script(`for (let i = 0; i < 11; i += 1) wx.setStorageSync('k' + i, 'x'.repeat(1e6))`)).toBe(
      'setStorageSync:fail exceed storage max size',
    );
  });

  it('ten pages lie on each other, tab pages only at the bottom', async () => {
    launch();
    await expect(weapp.open('navigateTo', '/pages/mine/index')).rejects.toThrow('tabbar');
    await expect(weapp.open('navigateTo', '/packages/absent/index')).rejects.toThrow('not found');
    for (let depth = 2; depth <= 10; depth += 1)
      await weapp.open('navigateTo', `/packages/more/index?name=%E6%9D%8E&n=${depth}`);
    await weapp.user.see('{"name":"%E6%9D%8E","n":"10"}');
    await expect(weapp.open('navigateTo', '/packages/more/index')).rejects.toThrow('webview count limit');
    await weapp.open('switchTab', '/pages/mine/index');
    expect(weapp.routes).toEqual(['pages/mine/index']);
  });

  it('setData is counted, and refused above 1 MB', async () => {
    launch();
    await script(`say('x'.repeat(50000))`);
    expect(weapp.setData[0]).toMatchObject({ name: 'pages/home/index', largestBytes: expect.any(Number) });
    expect(weapp.setData[0]!.largestBytes).toBeGreaterThan(50_000);
    expect(await script(`say('x'.repeat(1100000))`)).toMatch(/WeChat refuses more than 1 MB/);
  });
});

describe('the network', () => {
  const get = (url: string, options = '') =>
    script(
      `wx.request({ url: 'https://built-for.example${url}', ${options} success: (r) => say(r.data), fail: (f) => say(f.errMsg) })`,
    );

  it('goes to the API under test, and nowhere while it is cut', async () => {
    const { phone } = launch();
    expect(await get('/api/a?b=1')).toBe('{"items":[1]}');
    phone.network.offline();
    expect(await get('/api/b')).toBe('request:fail no network');
    phone.network.online();
    phone.network.loseAnswers();
    expect(await get('/api/c', `method: 'POST', data: { n: 1 },`)).toBe('request:fail the answer was lost');
    expect(arrived).toEqual(['GET /api/a?b=1 ', 'POST /api/c {"n":1}']);
  });

  it('a cut ends requests that are on their way, a time limit those that never end', async () => {
    const { phone } = launch();
    setTimeout(() => phone.network.offline(), 50);
    expect(await get('/api/never')).toBe('request:fail the connection was cut');
    phone.network.online();
    expect(await get('/api/never', 'timeout: 50,')).toBe('request:fail timeout');
  });

  it('uploads a picture as a form', async () => {
    launch(new Phone({ takePhoto: () => testPhoto(64, 48) }));
    const said =
      await script(`wx.chooseMedia({ success: ({ tempFiles: [photo] }) => wx.uploadFile({ url: 'https://x.example/api/photos',
      filePath: photo.tempFilePath, name: 'file', formData: { id: '7' }, success: (r) => say(r.statusCode) }) })`);
    expect(said).toBe('200');
    expect(arrived[0]).toMatch(/name="id"[^]*7[^]*name="file"; filename="[^]*JFIF|Exif/);
  });
});

describe('a killed process', () => {
  it('does nothing more; the next one finds what was stored', async () => {
    const { phone } = launch(new Phone({ takePhoto: () => testPhoto(64, 48) }));
    const paths = await script(`wx.chooseMedia({ success: ({ tempFiles: [photo] }) => {
      wx.getFileSystemManager().copyFileSync(photo.tempFilePath, wx.env.USER_DATA_PATH + '/kept.jpg');
      wx.setStorageSync('at', photo.tempFilePath); setTimeout(() => wx.setStorageSync('late', 1), 20);
      const forever = async () => { for (;;) { await null; wx.setStorageSync('ghost', (wx.getStorageSync('ghost') || 0) + 1); await new Promise((r) => wx.getStorage({ key: 'at', complete: r })); } };
      forever(); say('ready');
    } })`);
    expect(paths).toBe('ready');
    weapp.kill();
    const ghost = phone.storage.get('ghost');
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(Number(ghost)).toBeGreaterThan(0);
    expect(phone.storage.get('ghost')).toBe(ghost);

    launch(phone);
    const exists = `const at = (p) => { try { wx.getFileSystemManager().accessSync(p); return true } catch { return false } };`;
    expect(
      await script(
        `${exists} say([wx.getStorageSync('late'), at(wx.getStorageSync('at')), at(wx.env.USER_DATA_PATH + '/kept.jpg')])`,
      ),
    ).toBe('["",false,true]');
  });
});

describe('close', () => {
  it('fails when the script threw, complained, or asked for what the harness does not know', async () => {
    launch();
    await script(
      `wx.getSomethingNew; console.error('broken'); setTimeout(() => { say('thrown'); throw new Error('thrown') })`,
    );
    expect(() => weapp.close()).toThrow(/uncaught: Error: thrown[^]*console: broken[^]*unknown: wx.getSomethingNew/);
  });
});
