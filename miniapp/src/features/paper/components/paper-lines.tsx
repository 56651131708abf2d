import { View } from '@tarojs/components';
import { useState } from 'react';
import { doorTitle } from '@/features/doors';
import type { Schemas } from '@/shared/api';
import { choicesOf, countText, OUTCOMES, TOPICS } from '@/shared/text';
import {
  Card,
  Checkbox,
  Chip,
  classNames,
  ManyPicks,
  MoreRows,
  SelectField,
  Sub,
  Tap,
  TEST_IDS,
  useShownRows,
} from '@/shared/ui';
import { EMPTY_LINE, type PaperLine, type PaperPage } from '../paper.rules';

export interface PaperDoor {
  id: string;
  kind: Schemas['DoorKind'];
  code: string;
  label: string;
}

const NONE = 'none';
const RESULTS = [{ value: NONE, name: '纸上没写' } as const, ...choicesOf(OUTCOMES)];
const PRESENT = Array.from({ length: 8 }, (_, index) => ({ value: String(index + 1), name: `${index + 1} 人在场` }));
// Each row has fields of its own; a browser draws so many at once without a pause.
const PAGE = 60;

interface PaperLinesProps {
  doors: readonly PaperDoor[];
  page: PaperPage;
  lines: ReadonlyMap<string, PaperLine>;
  /** Those whose line was stored just now. */
  stored: ReadonlySet<string>;
  onChange(doorId: string, line: PaperLine): void;
}

/** The doors in the order of their numbers, each with what the paper says of it. */
export function PaperLines({ doors, page, lines, stored, onChange }: PaperLinesProps) {
  const { shownRows, hiddenCount, showMore } = useShownRows(doors, PAGE);
  const filled = [...lines.values()].filter(({ outcome }) => outcome !== null).length;
  return (
    <Card title={`${countText(doors.length)} 户`} aside={<Sub>填了 {countText(filled)} 户，没写的不用填</Sub>}>
      {shownRows.map((door) => (
        <Line
          key={door.id}
          door={door}
          page={page}
          line={lines.get(door.id) ?? EMPTY_LINE}
          stored={stored.has(door.id)}
          onChange={(line) => onChange(door.id, line)}
        />
      ))}
      <MoreRows count={hiddenCount} unit="户" onTap={showMore} />
    </Card>
  );
}

interface LineProps {
  door: PaperDoor;
  page: PaperPage;
  line: PaperLine;
  stored: boolean;
  onChange(line: PaperLine): void;
}

function Line({ door, page, line, stored, onChange }: LineProps) {
  const [choosing, setChoosing] = useState(false);
  const met = line.outcome === 'met';
  const id = (part: string) => TEST_IDS.paperLine(door.id, part);
  return (
    <View className="paper-line">
      <View className="paper-door">
        <View className="strong clip">
          {door.code} {doorTitle(door.kind, door.label)}
        </View>
        {stored && <Chip tone="ok">存下了</Chip>}
      </View>
      <SelectField
        id={id('outcome')}
        label={`${door.code} 结果`}
        choices={RESULTS}
        value={line.outcome ?? NONE}
        onChange={(outcome) => onChange({ ...line, outcome: outcome === NONE ? null : outcome })}
      />
      {met && (
        <>
          <Tap
            id={id('face')}
            className="paper-face"
            role="checkbox"
            checked={line.faceToFace}
            label="当面讲解"
            onTap={() => onChange({ ...line, faceToFace: !line.faceToFace })}
          >
            <Checkbox on={line.faceToFace} />
            <View>当面讲解</View>
          </Tap>
          <SelectField
            id={id('present')}
            label="几人在场"
            choices={PRESENT}
            value={String(line.present)}
            onChange={(present) => onChange({ ...line, present: Number(present) })}
          />
          <Tap
            id={id('topics')}
            className={classNames('link paper-taught')}
            label="这一户讲了什么"
            onTap={() => setChoosing(!choosing)}
          >
            <View className="clip">{taughtText(line, page)}</View>
          </Tap>
        </>
      )}
      {met && choosing && (
        <View className="paper-topics whole">
          <ManyPicks
            choices={choicesOf(TOPICS)}
            picked={line.topics ?? page.topics}
            onChange={(topics) => onChange({ ...line, topics })}
          />
        </View>
      )}
    </View>
  );
}

function taughtText({ topics }: PaperLine, page: PaperPage): string {
  if (topics === null) return page.topics.length > 0 ? '讲的同上' : '没写讲什么';
  return topics.length > 0 ? topics.map((topic) => TOPICS[topic]).join('、') : '没写讲什么';
}
