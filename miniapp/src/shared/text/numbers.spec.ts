import { countText } from './numbers';

it.each([
  [0, '0'],
  [999, '999'],
  [6214, '6,214'],
  [1234567, '1,234,567'],
])('%i is written %s', (count, text) => {
  expect(countText(count)).toBe(text);
});
