import { crc32, inflateSync } from 'node:zlib';

const head = '89504e470d0a1a0a';
/** In pixels, each way: far more than a phone draws, far less than what blows up whoever opens it. */
const longestSide = 2000;
/** How many values make a pixel, by colour type. */
const channels: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const headerBytes = 13;

interface Chunk {
  type: string;
  data: Buffer;
}

/** Whether the bytes are a whole PNG of a size that a pad has: it is shown as a picture, and printed, and as nothing else. */
export function isSmallPng(bytes: Buffer): boolean {
  if (bytes.subarray(0, 8).toString('hex') !== head) return false;
  const chunks = chunksOf(bytes);
  const [header] = chunks ?? [];
  if (!chunks || header?.type !== 'IHDR' || header.data.length !== headerBytes || chunks.at(-1)!.type !== 'IEND') {
    return false;
  }
  const pixels = bytesOfPixels(header.data);
  return (
    pixels !== null &&
    unpacks(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)), pixels)
  );
}

/** Null when they do not follow each other to the last byte, each with its own checksum. */
function chunksOf(bytes: Buffer): Chunk[] | null {
  const chunks: Chunk[] = [];
  for (let at = 8; at < bytes.length;) {
    if (at + 12 > bytes.length) return null;
    const end = at + 8 + bytes.readUInt32BE(at);
    if (end + 4 > bytes.length || crc32(bytes.subarray(at + 4, end)) !== bytes.readUInt32BE(end)) return null;
    chunks.push({ type: bytes.toString('latin1', at + 4, at + 8), data: bytes.subarray(at + 8, end) });
    at = end + 4;
  }
  return chunks;
}

/** How many bytes the pixels are, each line with its filter; null for a picture that no pad makes. */
function bytesOfPixels(header: Buffer): number | null {
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth, colour, interlaced] = [header[8]!, header[9]!, header[12]!];
  const isSmall = width > 0 && height > 0 && width <= longestSide && height <= longestSide;
  if (!isSmall || !channels[colour] || ![1, 2, 4, 8, 16].includes(depth) || interlaced !== 0) return null;
  return height * (1 + Math.ceil((width * depth * channels[colour]) / 8));
}

function unpacks(packed: Buffer, bytes: number): boolean {
  try {
    return inflateSync(packed, { maxOutputLength: bytes }).length === bytes;
  } catch {
    return false;
  }
}
