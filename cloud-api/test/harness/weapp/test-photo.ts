import sharp from 'sharp';

/** A photo as a phone takes it, with the place in its EXIF data: the server must not keep that. */
export async function testPhoto(width = 1280, height = 960): Promise<Uint8Array> {
  const picture = sharp({
    create: { width, height, channels: 3, background: '#7a9cc6', noise: { type: 'gaussian', mean: 120, sigma: 40 } },
  });
  const bytes = await picture
    .jpeg({ quality: 85 })
    .withExif({
      IFD0: { Make: 'Redmi' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 41/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '118/1 24/1 0/1' },
    })
    .toBuffer();
  return Uint8Array.from(bytes);
}
