import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { m4aClip, mp3Clip } from '../../../test/harness/test-clip.js';
import { audioType } from './audio.rules.js';

describe('a recording', () => {
  it('is an MP3 by its frames, also behind a tag', () => {
    expect(audioType(mp3Clip())).toBe('audio/mpeg');
    const tag = Buffer.from([0x49, 0x44, 0x33, 3, 0, 0, 0, 0, 2, 1]);
    expect(audioType(Buffer.concat([tag, Buffer.alloc(257), mp3Clip()]))).toBe('audio/mpeg');
    expect(audioType(Buffer.concat([tag, Buffer.alloc(256), mp3Clip()]))).toBeNull();
  });

  it('is an M4A by its boxes and its one kind of track', () => {
    expect(audioType(m4aClip())).toBe('audio/mp4');
    expect(audioType(m4aClip('vide'))).toBeNull();
    expect(audioType(m4aClip('soun', 'vide'))).toBeNull();
    expect(audioType(m4aClip().subarray(0, -1))).toBeNull();
    expect(audioType(Buffer.concat([m4aClip(), Buffer.from('<?php')]))).toBeNull();
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('ID3 is not enough')],
    ['a tag and nothing behind it', Buffer.from([0x49, 0x44, 0x33, 3, 0, 0, 0, 0, 0, 0])],
    ['a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46])],
    ['half a frame', mp3Clip().subarray(0, 200)],
    ['a page of HTML', Buffer.from('<html><script>alert(1)</script></html>')],
    ['boxes without sound', Buffer.from('\0\0\0\x10ftypM4A \0\0\0\0', 'latin1')],
  ])('is not %s', (_, bytes) => expect(audioType(bytes)).toBeNull());

  it('is no noise, whatever its first bytes claim', () => {
    const claims = fc.constantFrom('', 'ID3\x04\0\0\0\0\0\0', '\xff\xfb', '\0\0\0\x18ftypM4A ', '\0\0\0\0moov');
    fc.assert(
      fc.property(claims, fc.uint8Array({ maxLength: 400 }), (claim, noise) => {
        expect(audioType(Buffer.concat([Buffer.from(claim, 'latin1'), noise]))).toBeNull();
      }),
    );
  });
});
