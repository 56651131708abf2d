import path from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { cloudApi } from '../../paths.js';
import { Weapp } from '../index.js';

const bundle = path.join(cloudApi, 'test', 'harness', 'weapp', 'fixture');
const clip = 'wxfile://tmp/clip.mp3';
let weapp: Weapp;

beforeEach(() => {
  weapp = Weapp.launch({ bundle, apiOrigin: 'http://127.0.0.1:1' });
  weapp.phone.files.set(clip, new Uint8Array([1]));
});
afterEach(() => weapp.close());

const said = () => weapp.tree.find('#said')?.cn?.[0]?.v;
const play = (src: string) =>
  weapp.user.fill(
    '#script',
    `const audio = wx.createInnerAudioContext(); wx.audio = audio; audio.src = '${src}';
     audio.onPlay(() => say('plays')); audio.onEnded(() => say('ended')); audio.onStop(() => say('stopped'));
     audio.onError((failure) => say(failure.errCode)); audio.play();`,
  );

it('a clip on the phone is heard until it ends', async () => {
  await play(clip);
  await weapp.user.until(() => said() === 'plays');
  expect(weapp.speaker.heard).toEqual([clip]);
  weapp.speaker.finish();
  await weapp.user.until(() => said() === 'ended');
  expect(weapp.speaker.heard).toEqual([]);
});

it('or until it is stopped', async () => {
  await play(clip);
  await weapp.user.until(() => said() === 'plays');
  await weapp.user.fill('#script', 'wx.audio.stop()');
  await weapp.user.until(() => said() === 'stopped');
  expect(weapp.speaker.heard).toEqual([]);
});

it('what is not on the phone cannot be heard', async () => {
  await play('wxfile://tmp/gone.mp3');
  await weapp.user.until(() => said() === '10004');
  expect(weapp.speaker.heard).toEqual([]);
});
