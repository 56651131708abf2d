/** The read as two make it at once: each goes on when both have read; where only one may come, it goes on alone after a while. */
export function meetAfter<Asked extends unknown[], Found>(
  read: (...asked: Asked) => Promise<Found>,
): (...asked: Asked) => Promise<Found> {
  let waiting = 2;
  let meet = () => {};
  const met = new Promise<void>((resolve) => (meet = resolve));
  const alone = () => new Promise<void>((resolve) => setTimeout(resolve, 1_000).unref());
  return async (...asked) => {
    const found = await read(...asked);
    waiting -= 1;
    if (waiting === 0) meet();
    await Promise.race([met, alone()]);
    return found;
  };
}
