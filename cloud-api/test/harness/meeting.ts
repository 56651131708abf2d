/** Two who come to the same place at once; where only one may come, it goes on alone after a while. */
export function meeting(): () => Promise<void> {
  let waiting = 2;
  let meet = () => {};
  const met = new Promise<void>((resolve) => (meet = resolve));
  const alone = () => new Promise<void>((resolve) => setTimeout(resolve, 1_000).unref());
  return async () => {
    waiting -= 1;
    if (waiting === 0) meet();
    await Promise.race([met, alone()]);
  };
}
