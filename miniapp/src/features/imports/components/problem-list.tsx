import { View } from '@tarojs/components';
import { useState } from 'react';
import { errorSentence } from '@/shared/api';
import { copyText, isH5, saveText } from '@/shared/platform';
import { countText } from '@/shared/text';
import { Button, Card, DataTable, Empty, Loaded, Notice, Sub, TEST_IDS, useAction, type Column } from '@/shared/ui';
import { allProblems, useProblems } from '../imports.queries';
import { problemsCsv, showsSheets, type RowProblem } from '../import.rules';
import { ruleWords } from '../problem-words';

interface Line extends RowProblem {
  key: string;
}

const SHEET: Column<Line> = {
  key: 'sheet',
  head: '工作表',
  width: '110px',
  cell: ({ sheetName }) => sheetName,
  sortBy: ({ sheetName }) => sheetName,
};
const COLUMNS: readonly Column<Line>[] = [
  { key: 'row', head: '行', width: '70px', cell: ({ row }) => String(row), sortBy: ({ row }) => row },
  { key: 'column', head: '列', width: '56px', cell: ({ column }) => column ?? '—', sortBy: ({ column }) => column },
  { key: 'shown', head: '内容', width: '1fr', cell: ({ shown }) => shown || '（空）' },
  {
    key: 'wrong',
    head: '哪里不对',
    width: '1.3fr',
    cell: ({ rule }) => <View className="wrapped">{ruleWords(rule).wrong}</View>,
    sortBy: ({ rule }) => rule,
  },
  {
    key: 'mend',
    head: '怎么改',
    width: '1.3fr',
    cell: ({ rule }) => <View className="wrapped strong">{ruleWords(rule).mend}</View>,
  },
];

interface ProblemListProps {
  importId: string;
  fileName: string;
  level: RowProblem['level'];
}

/** What is wrong row by row, to be worked through beside the spreadsheet. */
export function ProblemList({ importId, fileName, level }: ProblemListProps) {
  const query = useProblems(importId, level);
  const bad = level === 'bad';
  return (
    <Card
      title={bad ? '要改的行' : '提示'}
      aside={<Sub>{bad ? '在 Excel 里改好、保存，再导入一次' : '照样导入，只是告诉您怎么读的'}</Sub>}
    >
      <Loaded query={query} cards={1}>
        {({ items, total }) => (
          <>
            <TakeAway importId={importId} fileName={fileName} level={level} />
            {items.length < total && (
              <Notice tone="wait">
                一共 {countText(total)} 条，这里列出前 {countText(items.length)} 条；下载的表里都有。
              </Notice>
            )}
            <DataTable
              label={bad ? '要改的行' : '提示'}
              unit="条"
              rows={items.map((item, index) => ({ ...item, key: String(index) }))}
              keyOf={({ key }) => key}
              columns={showsSheets(items) ? [SHEET, ...COLUMNS] : COLUMNS}
              sorting={showsSheets(items) ? undefined : { key: 'row', descending: false }}
              phone={({ row, column, shown, rule }) => ({
                title: `第 ${row} 行${column ? ` ${column} 列` : ''}：${ruleWords(rule).wrong}`,
                detail: [shown && `写的是“${shown}”`, ruleWords(rule).mend].filter(Boolean).join('。'),
              })}
              empty={<Empty title="没有" />}
            />
          </>
        )}
      </Loaded>
    </Card>
  );
}

/** The whole list for elsewhere: as a file on a PC, on the clipboard in WeChat. */
function TakeAway({ importId, fileName, level }: ProblemListProps) {
  const [told, setTold] = useState<string>();
  const { busy, error, run } = useAction();
  const take = (give: (csv: string) => Promise<string>) =>
    run(async () => {
      const { items } = await allProblems(importId, level);
      setTold(await give(problemsCsv(items)));
    });
  const name = `${fileName.replace(/\.\w+$/, '')}-${level === 'bad' ? '要改的行' : '提示'}.csv`;
  const download = (csv: string) => saveText(name, csv).then(() => `已保存为“${name}”`);
  const copy = (csv: string) => copyText(csv).then(() => '已复制，可以粘贴到别处');
  return (
    <>
      <View className="row wrap">
        {isH5 && (
          <Button id={TEST_IDS.downloadProblems} tone="ghost" compact busy={busy} onTap={() => void take(download)}>
            下载成表格
          </Button>
        )}
        <Button id={TEST_IDS.copyProblems} tone="ghost" compact busy={busy} onTap={() => void take(copy)}>
          复制
        </Button>
        {told && <Sub>{told}</Sub>}
      </View>
      {error !== null && <Notice tone="late">{errorSentence(error)}</Notice>}
    </>
  );
}
