import { View } from '@tarojs/components';
import { useMemo, useState } from 'react';
import { mutateThen } from '@/shared/answers';
import { ApiError, errorSentence } from '@/shared/api';
import { useIncomingFiles, useWide } from '@/shared/platform';
import { countText } from '@/shared/text';
import { LongTextField, Notice, SelectField, StepCard, Sub, TEST_IDS } from '@/shared/ui';
import { useSendRoster } from '../letters.queries';
import { faultsOf, MOST_LINES, readRoster, refusedLines, rosterBody } from '../roster.rules';
import { RosterPreview } from './roster-preview';
import type { StepProps } from './round-steps';

const LONGEST = 200_000;

/** A roster pasted from a spreadsheet; every line is shown as it was read, and nothing is sent while one is wrong. */
export function SendRoster({ round, onDone, onLeave }: StepProps) {
  const { levels, recipients } = round;
  const [text, setText] = useState('');
  const [usual, setUsual] = useState(levels[levels.length - 1]?.number ?? 1);
  const sending = useSendRoster(round.id);
  const wide = useWide();
  const lines = useMemo(() => readRoster(text, levels, usual), [text, levels, usual]);
  const own = useMemo(() => faultsOf(lines, levels, recipients), [lines, levels, recipients]);
  const { error } = sending;
  const refused = refusedLines((error instanceof ApiError && error.problem.errors) || []);
  const faults = own.size > 0 ? own : refused;
  const tooMany = lines.length > MOST_LINES;
  const change = (next: string) => {
    sending.reset();
    setText(next);
  };
  useIncomingFiles({ onFile: () => undefined, onText: change });
  const send = () => mutateThen(sending, rosterBody(lines), () => onDone(`发给了 ${countText(lines.length)} 人`));
  return (
    <StepCard
      title="发给名单上的人"
      saveId={TEST_IDS.sendRoster}
      saveName={`发给这 ${countText(lines.length)} 人`}
      change={sending}
      sentence={(failure) =>
        refused.size > 0 ? `有 ${countText(refused.size)} 行不能发，改好再发。一个人都还没发。` : errorSentence(failure)
      }
      onSave={lines.length > 0 && own.size === 0 && !tooMany ? send : undefined}
      onLeave={onLeave}
    >
      <Sub>
        {wide
          ? '在 Excel 里选中名单，复制，到这一页按 Ctrl+V。列的顺序：级别、姓名、职务、电话、上级；带表头的话顺序随意。'
          : '一行一个人：级别、姓名、职务、电话、上级，用逗号或空格隔开。在电脑上可以直接从 Excel 粘贴。'}
      </Sub>
      <View className="roster-text">
        <LongTextField
          id={TEST_IDS.rosterText}
          label="名单"
          placeholder={`${levels[0]?.name ?? '第一级'}，李明，职务，13800000001`}
          value={text}
          maxLength={LONGEST}
          onChange={change}
        />
      </View>
      {levels.length > 1 && (
        <View className="filters gap-top">
          <SelectField
            label="没写级别的，算哪一级"
            choices={levels.map(({ number, name }) => ({ value: String(number), name: `第 ${number} 级 ${name}` }))}
            value={String(usual)}
            onChange={(level) => setUsual(Number(level))}
          />
        </View>
      )}
      {tooMany && <Notice tone="late">一次最多发 {countText(MOST_LINES)} 人，请分几次。</Notice>}
      {own.size > 0 && (
        <View className="gap-top">
          <Notice tone="late">
            {countText(own.size)} 行有问题，改好才能发。可以在上面直接改，也可以在 Excel 里改了再粘贴一次。
          </Notice>
        </View>
      )}
      {lines.length > 0 && <RosterPreview lines={lines} levels={levels} faults={faults} />}
    </StepCard>
  );
}
