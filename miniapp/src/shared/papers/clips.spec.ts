import { aPaperVersion } from '../../../test/builders';
import { fakeTaro } from '../../../test/taro';
import { clipStore } from '@/shared/storage';
import { clipPath, dropOldClips } from './clips';

const aClip = (sha256: string) => ({ dialect: '', mediaType: 'audio/mpeg' as const, bytes: 9, sha256 });

describe('recordings on the phone', () => {
  let downloads: string[];
  beforeEach(() => {
    downloads = [];
    fakeTaro.reset();
    fakeTaro.files.set('wxfile://downloaded.jpg', 'a voice');
    fakeTaro.serve(({ url }) => {
      downloads.push(url);
      return { statusCode: 200, data: '' };
    });
  });

  it('are fetched once', async () => {
    const path = await clipPath('v1', aClip('a'));
    expect(fakeTaro.files.get(path)).toBe('a voice');
    expect(await clipPath('v1', aClip('a'))).toBe(path);
    expect(downloads).toEqual(['http://api.test/api/documents/versions/v1/clip?dialect=']);
  });

  it('go when the phone has their text no longer, and the others stay', async () => {
    const staying = await clipPath('v1', aClip('a'));
    await clipPath('v1', aClip('b'));
    await dropOldClips([aPaperVersion({ clips: [aClip('a')] })]);
    expect(await clipStore.path('a.mp3')).toBe(staying);
    expect(await clipStore.path('b.mp3')).toBeUndefined();
    await clipPath('v2', aClip('b'));
    expect(downloads).toHaveLength(3);
  });

  it('are played from elsewhere by a phone without room', async () => {
    fakeTaro.files.set('wxfile://downloaded.jpg', 'too large');
    expect(await clipPath('v1', aClip('a'))).toBe('wxfile://downloaded.jpg');
    await expect(dropOldClips([])).resolves.toBeUndefined();
  });
});
