/** Reads a stroke as the server does. */
export function decodeStroke(text: string): { x: number; y: number; t: number }[] {
  const numbers = text === '' ? [] : text.split(',').map(Number);
  const points: { x: number; y: number; t: number }[] = [];
  let before = { x: 0, y: 0, t: 0 };
  for (let index = 0; index + 2 < numbers.length; index += 3) {
    const [dx = 0, dy = 0, dt = 0] = numbers.slice(index, index + 3);
    before = { x: before.x + dx, y: before.y + dy, t: before.t + dt };
    points.push(before);
  }
  return points;
}
