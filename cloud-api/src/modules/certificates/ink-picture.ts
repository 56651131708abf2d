import sharp from 'sharp';

const mostPixels = 4_000_000;

/**
 * The drawn signature as print needs it: black on white, eight bits a channel, whatever kind of PNG the phone made. Null
 * when it cannot be read; the evidence keeps the original.
 */
export async function pictureForPrint(png: Buffer): Promise<Buffer | null> {
  try {
    const picture = sharp(png, { limitInputPixels: mostPixels }).flatten({ background: '#ffffff' });
    return await picture.toColourspace('srgb').png({ palette: false, compressionLevel: 9 }).toBuffer();
  } catch {
    return null;
  }
}
