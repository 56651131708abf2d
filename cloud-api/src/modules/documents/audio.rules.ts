/** What a recording is, by its bytes: names and declared types are only claims. */
export const AudioType = { Mp3: 'audio/mpeg', M4a: 'audio/mp4' } as const;
export type AudioType = (typeof AudioType)[keyof typeof AudioType];

/** Null for everything that is neither MP3 nor AAC in MPEG-4 without pictures. */
export function audioType(bytes: Buffer): AudioType | null {
  if (isMp3(bytes)) return AudioType.Mp3;
  return isM4a(bytes) ? AudioType.M4a : null;
}

function isMp3(bytes: Buffer): boolean {
  const first = afterTag(bytes);
  const length = frameLength(bytes, first);
  // Two frames in a row: two bytes alone occur in every file of some size.
  return length !== null && (frameLength(bytes, first + length) !== null || first + length === bytes.length);
}

/** Where sound begins behind an ID3v2 tag; its size is written in four bytes of seven bits. */
function afterTag(bytes: Buffer): number {
  if (bytes.length < 10 || bytes.toString('latin1', 0, 3) !== 'ID3') return 0;
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + (bytes[at]! & 0x7f), 0);
  return 10 + size;
}

const bitrates1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const bitrates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const rates1 = [44_100, 48_000, 32_000];

/** The length of the MPEG layer III frame that begins there; null when none does. */
function frameLength(bytes: Buffer, at: number): number | null {
  if (at + 4 > bytes.length || bytes[at] !== 0xff || (bytes[at + 1]! & 0xe6) !== 0xe2) return null;
  const version = (bytes[at + 1]! >> 3) & 3;
  const bitrate = (version === 3 ? bitrates1 : bitrates2)[bytes[at + 2]! >> 4];
  const rate = rates1[(bytes[at + 2]! >> 2) & 3];
  if (version === 1 || !bitrate || !rate) return null;
  const divisor = version === 3 ? 1 : version === 2 ? 2 : 4;
  const padding = (bytes[at + 2]! >> 1) & 1;
  return Math.floor(((version === 3 ? 144_000 : 72_000) * bitrate) / (rate / divisor)) + padding;
}

interface Box {
  type: string;
  from: number;
  until: number;
}

function isM4a(bytes: Buffer): boolean {
  const boxes = boxesOf(bytes);
  if (boxes === null || boxes[0]?.type !== 'ftyp') return false;
  const described = boxes.filter(({ type }) => type === 'moov').map(({ from, until }) => bytes.subarray(from, until));
  const handles = (kind: string) => described.some((box) => box.includes(`${kind}`, 0, 'latin1') && handler(box, kind));
  return boxes.some(({ type }) => type === 'mdat') && handles('soun') && !handles('vide');
}

/** Whether a track is of the kind: the box `hdlr` names it eight bytes behind its own name. */
function handler(box: Buffer, kind: string): boolean {
  for (let at = box.indexOf('hdlr', 0, 'latin1'); at >= 0; at = box.indexOf('hdlr', at + 4, 'latin1')) {
    if (box.toString('latin1', at + 12, at + 16) === kind) return true;
  }
  return false;
}

/** The boxes of the file in order; null when they do not fill it exactly. */
function boxesOf(bytes: Buffer): Box[] | null {
  const boxes: Box[] = [];
  for (let at = 0; at < bytes.length;) {
    if (at + 8 > bytes.length) return null;
    const size = bytes.readUInt32BE(at);
    const until = size === 0 ? bytes.length : at + size;
    if (size !== 0 && size < 8) return null;
    if (until > bytes.length) return null;
    boxes.push({ type: bytes.toString('latin1', at + 4, at + 8), from: at + 8, until });
    at = until;
  }
  return boxes;
}
