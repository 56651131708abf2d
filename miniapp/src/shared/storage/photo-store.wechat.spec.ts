import { fakeTaro } from '../../../test/taro';
import { StorageFullError } from './key-value';
import { wechatPhotoStore as photos } from './photo-store.wechat';

describe('photos in WeChat', () => {
  beforeEach(() => {
    fakeTaro.reset();
    fakeTaro.files.set('wxfile://camera.jpg', 'picture');
  });

  it('stay where the camera cannot overwrite them, until they are discarded', async () => {
    await photos.keep('a', 'wxfile://camera.jpg');
    fakeTaro.files.set('wxfile://camera.jpg', 'another picture');
    await photos.keep('b', 'wxfile://camera.jpg');
    const path = await photos.path('a');
    expect(fakeTaro.files.get(path ?? '')).toBe('picture');
    await photos.discard('a');
    expect(await photos.path('a')).toBeUndefined();
    expect(await photos.path('b')).toBeDefined();
  });

  it('may be discarded twice: the process may die in between', async () => {
    await photos.keep('a', 'wxfile://camera.jpg');
    await photos.discard('a');
    await expect(photos.discard('a')).resolves.toBeUndefined();
  });

  it('tell a full phone from a picture that is gone', async () => {
    fakeTaro.files.set('wxfile://camera.jpg', 'too large');
    await expect(photos.keep('a', 'wxfile://camera.jpg')).rejects.toThrow(StorageFullError);
    await expect(photos.keep('a', 'wxfile://gone.jpg')).rejects.not.toThrow(StorageFullError);
  });
});
