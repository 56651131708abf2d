/** Recordings of silence, as phones write them. */

/** MPEG-1 layer III, 128 kbit/s, 44.1 kHz: frames of 417 bytes. */
export function mp3Clip(frames = 4): Buffer {
  const frame = Buffer.alloc(417);
  frame.set([0xff, 0xfb, 0x90, 0x00]);
  return Buffer.concat(Array.from({ length: frames }, () => frame));
}

/** MPEG-4 with a track of each kind that is named: `soun`, `vide`. */
export function m4aClip(...tracks: string[]): Buffer {
  const handlers = (tracks.length === 0 ? ['soun'] : tracks).map((kind) =>
    box('trak', box('mdia', box('hdlr', Buffer.alloc(8), Buffer.from(kind, 'latin1'), Buffer.alloc(13)))),
  );
  return Buffer.concat([
    box('ftyp', Buffer.from('M4A \0\0\0\0M4A mp42', 'latin1')),
    box('moov', ...handlers),
    box('mdat', Buffer.alloc(64)),
  ]);
}

function box(type: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}
