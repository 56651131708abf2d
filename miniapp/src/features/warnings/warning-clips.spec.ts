import { fakeTaro } from '../../../test/taro';
import { aWarning } from '../../../test/warnings';
import { warningClip } from './warning-clips';

let asked: string[];

describe('the recording of a warning', () => {
  beforeEach(() => {
    fakeTaro.reset();
    asked = [];
    fakeTaro.files.set('wxfile://downloaded.jpg', 'a voice');
    fakeTaro.serve(({ url }) => {
      asked.push(url.replace('http://api.test/api', ''));
      return { statusCode: 200, data: '' };
    });
  });

  it('is fetched once, and played without a network afterwards', async () => {
    const path = await warningClip(aWarning());
    expect(fakeTaro.files.get(path)).toBe('a voice');
    fakeTaro.setConnected(false);
    expect(await warningClip(aWarning())).toBe(path);
    expect(asked).toEqual(['/warnings/version/clip']);
  });

  it('makes room: the last ten stay', async () => {
    const paths: string[] = [];
    for (let index = 0; index < 12; index += 1) paths.push(await warningClip(aWarning({ versionId: `v${index}` })));
    expect(paths.map((path) => fakeTaro.files.has(path))).toEqual([false, false, ...Array<boolean>(10).fill(true)]);
  });

  it('is played from where it was downloaded to when the phone is full', async () => {
    fakeTaro.files.set('wxfile://downloaded.jpg', 'too large');
    expect(await warningClip(aWarning())).toBe('wxfile://downloaded.jpg');
  });

  it('cannot be heard without a network before it was fetched', async () => {
    fakeTaro.setConnected(false);
    await expect(warningClip(aWarning())).rejects.toThrow();
  });
});
