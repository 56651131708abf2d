import { fakeTaro } from '../../../test/taro';
import { setAuthentication } from './authentication';
import { downloadPhoto, uploadPhoto } from './photos';

const problem = { type: '', title: '', status: 413, code: 'photo_too_large', traceId: '' };

describe('photos', () => {
  beforeEach(() => {
    fakeTaro.reset();
    setAuthentication({ token: () => 'mine', refused: () => undefined });
  });
  afterEach(() => setAuthentication({ token: () => null, refused: () => undefined }));

  it('go up with their id under the token of whoever took them', async () => {
    const seen: unknown[] = [];
    fakeTaro.serve(({ url, data, header }) => {
      seen.push([url, JSON.parse(data ?? ''), header?.Authorization]);
      return { statusCode: 201, data: { id: 'p' } };
    });
    await uploadPhoto('p', '/p.jpg', 'hers');
    expect(seen).toEqual([['http://api.test/api/photos', { id: 'p', file: '/p.jpg' }, 'Bearer hers']]);
  });

  it('tell what the server says about them, and when it could not be asked', async () => {
    fakeTaro.serve(() => ({ statusCode: 413, data: problem }));
    await expect(uploadPhoto('p', '/p.jpg', 't')).rejects.toMatchObject({ problem: { code: 'photo_too_large' } });
    fakeTaro.serve(() => ({ statusCode: 502, data: '<html>' }));
    await expect(uploadPhoto('p', '/p.jpg', 't')).rejects.toMatchObject({ failure: 'unreadable' });
    fakeTaro.setConnected(false);
    await expect(uploadPhoto('p', '/p.jpg', 't')).rejects.toMatchObject({ failure: 'offline' });
    await expect(downloadPhoto('p')).rejects.toMatchObject({ failure: 'timeout' });
  });

  it('come down to a local path, and an error page is not taken for a picture', async () => {
    fakeTaro.serve(({ header }) => ({ statusCode: header?.Authorization === 'Bearer mine' ? 200 : 401, data: '' }));
    expect(await downloadPhoto('p')).toBe('wxfile://downloaded.jpg');
    fakeTaro.serve(() => ({ statusCode: 404, data: problem }));
    await expect(downloadPhoto('p')).rejects.toMatchObject({ status: 404, problem: { code: 'not_found' } });
    fakeTaro.serve(() => ({ statusCode: 502, data: '<html>' }));
    await expect(downloadPhoto('p')).rejects.toMatchObject({ failure: 'unreadable' });
  });
});
