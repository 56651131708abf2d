/** Everything the process writes while a test application runs, so that it can be searched for what must not be in it. */
export class LogCapture {
  private readonly written: string[] = [];
  private readonly restore: (() => void)[] = [];

  static begin(): LogCapture {
    const capture = new LogCapture();
    for (const stream of [process.stdout, process.stderr]) capture.listen(stream);
    return capture;
  }

  get text(): string {
    return this.written.join('');
  }

  end(): void {
    for (const restore of this.restore.splice(0)) restore();
  }

  private listen(stream: NodeJS.WriteStream): void {
    const original = stream.write.bind(stream);
    stream.write = (chunk: string | Uint8Array) => {
      this.written.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
      return true;
    };
    this.restore.push(() => {
      stream.write = original;
    });
  }
}
