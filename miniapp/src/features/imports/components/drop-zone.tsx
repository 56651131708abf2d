import { View } from '@tarojs/components';
import { useState } from 'react';
import { chooseFile, fileOfText, isH5, useIncomingFiles, useWide, type ChosenFile } from '@/shared/platform';
import { pastedTable } from '@/shared/text';
import { Button, classNames, Notice, Sub, TEST_IDS, Track } from '@/shared/ui';
import { FILE_ENDINGS, fileFault } from '../import.rules';

const PASTED = '粘贴的表格.csv';

interface DropZoneProps {
  /** How much of a file is on its way, in percent; null when none is. */
  sent: number | null;
  disabled?: string;
  onFile(file: ChosenFile): void;
}

/** A file chosen, dropped, or a table pasted. */
export function DropZone({ sent, disabled, onFile }: DropZoneProps) {
  const [fault, setFault] = useState<string | null>(null);
  const take = (file: ChosenFile) => {
    if (sent !== null) return;
    const wrong = disabled ?? fileFault(file);
    setFault(wrong);
    if (wrong === null) onFile(file);
  };
  const hovering = useIncomingFiles({
    onFile: take,
    onText: (text) => {
      const table = pastedTable(text);
      if (table) take(fileOfText(PASTED, table.csv));
      else setFault('粘贴的不是表格。请在 Excel 里连表头一起选中、复制，再到这里粘贴。');
    },
  });
  const { title, detail } = useWords();
  const choose = () => void chooseFile(FILE_ENDINGS).then((file) => file && take(file));

  return (
    <>
      <View className={classNames('drop-zone', hovering && 'on')}>
        {sent === null ? (
          <>
            <View className="lead">{hovering ? '松手就导入' : title}</View>
            <Sub>{detail}</Sub>
            <View className="drop-button">
              <Button id={TEST_IDS.chooseFile} disabled={disabled !== undefined} onTap={choose}>
                选文件
              </Button>
            </View>
            <Sub>{disabled ?? '.xlsx 或 .csv，最多 20 MB。选了先核对，不会马上写入。'}</Sub>
          </>
        ) : (
          <View className="drop-progress">
            <View className="lead">{sent < 100 ? `正在上传 ${sent}%` : '传完了，正在打开…'}</View>
            <Track parts={[sent / 100]} label={`上传了 ${sent}%`} thick />
          </View>
        )}
      </View>
      {fault !== null && (
        <View className="gap-top">
          <Notice tone="late">{fault}</Notice>
        </View>
      )}
    </>
  );
}

function useWords(): { title: string; detail: string } {
  const wide = useWide();
  if (wide) return { title: '把 Excel 文件拖到这里', detail: '也可以在 Excel 里复制表格，到这一页按 Ctrl+V 粘贴' };
  if (isH5) return { title: '选一个 Excel 文件', detail: '在电脑上做更方便，打开同一个网址就行' };
  return { title: '从聊天里选 Excel 文件', detail: '先把文件发给“文件传输助手”或自己的群，再来选' };
}
