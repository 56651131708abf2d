import { newId } from './new-id';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('newId', () => {
  afterEach(() => jest.restoreAllMocks());

  it('is a UUIDv7 and never the same', () => {
    const ids = Array.from({ length: 5000 }, newId);
    ids.forEach((id) => expect(id).toMatch(UUID_V7));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('works where there is no secure random source, as in WeChat', () => {
    const descriptor = Object.getOwnPropertyDescriptor(globalThis, 'crypto');
    Object.defineProperty(globalThis, 'crypto', { value: undefined, configurable: true });
    try {
      const ids = Array.from({ length: 5000 }, newId);
      ids.forEach((id) => expect(id).toMatch(UUID_V7));
      expect(new Set(ids).size).toBe(ids.length);
    } finally {
      if (descriptor) Object.defineProperty(globalThis, 'crypto', descriptor);
    }
  });
});
