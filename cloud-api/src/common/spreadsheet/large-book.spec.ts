import { expect, test } from '@jest/globals';
import { openBook, writeSheets } from './index.js';

const rowCount = 200_000;
const columns = Array.from({ length: 6 }, (_, index) => ({ head: `列${index + 1}`, width: 12 }));
const cellsOf = (row: number) => columns.map((_, column) => (column % 2 ? `台头村${row % 9_973}` : row * column));

function* rows() {
  for (let row = 1; row <= rowCount; row += 1) yield { cells: cellsOf(row) };
}

test('200,000 rows pass through a little memory, and every one arrives', async () => {
  const bytes = await writeSheets({ sheets: [{ name: '全县户册', columns, rows: rows() }] });
  const book = await openBook(bytes, '全县户册.xlsx');
  expect(book.sheets).toEqual([{ name: '全县户册', rowCount: rowCount + 1 }]);
  const before = process.memoryUsage().rss;
  let read = -1;
  let most = 0;
  for await (const { number, cells } of book.rows(0)) {
    read += 1;
    if (read % 1_000 !== 0) continue;
    most = Math.max(most, process.memoryUsage().rss);
    if (read > 0) expect([number, cells]).toEqual([read + 1, cellsOf(read)]);
  }
  expect(read).toBe(rowCount);
  expect(most - before).toBeLessThan(150 * 1024 * 1024);
});
