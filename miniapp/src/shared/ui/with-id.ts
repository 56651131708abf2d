/** Taro's H5 writes an absent id into the page as the word "undefined", the same one everywhere. */
export function withId(id: string | undefined): { id?: string } {
  return id === undefined ? {} : { id };
}
