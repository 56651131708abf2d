/** The pages of the mini-program's released version. Until a test names them, every page is taken to be there. */
export class PublishedPages {
  #pages: ReadonlySet<string> | undefined;

  publish(pages: readonly string[]): void {
    this.#pages = new Set(pages);
  }

  has(page: string): boolean {
    return this.#pages?.has(page) ?? /^[\w-]+(\/[\w-]+)+$/.test(page);
  }
}
