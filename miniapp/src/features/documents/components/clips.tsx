import { View } from '@tarojs/components';
import { useState } from 'react';
import type { Schemas } from '@/shared/api';
import { chooseFile } from '@/shared/platform';
import { Button, Card, ListItem, Notice, Sub, TEST_IDS, TextField } from '@/shared/ui';
import { sizeText } from '../document.rules';
import { clipRefusal } from '../document-words';
import { useAddClip } from '../documents.queries';

const ENDINGS = ['mp3', 'm4a'];
const STANDARD = '普通话';
const LONGEST_DIALECT = 20;

interface ClipsProps {
  version: Schemas['DocumentVersion'];
  mayAdd: boolean;
}

/** Recordings of this very text, for those who would rather listen; each belongs to the hash of the version. */
export function Clips({ version: { id, number, clips }, mayAdd }: ClipsProps) {
  const [dialect, setDialect] = useState(clips.some((clip) => clip.dialect === STANDARD) ? '' : STANDARD);
  const adding = useAddClip(id);
  const name = dialect.trim();
  const choose = () => void chooseFile(ENDINGS).then((file) => file && adding.mutate({ dialect: name, file }));
  const replaces = clips.some((clip) => clip.dialect === name);
  return (
    <Card title={`第 ${number} 版的录音`}>
      {clips.length === 0 && <Sub>还没有录音，手机用系统的声音读。</Sub>}
      {clips.map((clip, index) => (
        <ListItem key={clip.dialect} first={index === 0} title={clip.dialect} trailing={sizeText(clip.bytes)} />
      ))}
      {mayAdd && (
        <View className="gap-top">
          <TextField
            label="哪里的话"
            placeholder="例如 普通话、阳城话"
            value={dialect}
            maxLength={LONGEST_DIALECT}
            onChange={setDialect}
          />
          <View className="gap-top">
            <Button
              id={TEST_IDS.uploadClip}
              compact
              tone="ghost"
              disabled={name === ''}
              busy={adding.isPending}
              onTap={choose}
            >
              {replaces ? `换掉${name}的录音` : '上传录音'}
            </Button>
          </View>
          <Sub>.mp3 或 .m4a，最多 3 MB。请照这一版的文字一字不差地读。</Sub>
        </View>
      )}
      <View className="gap-top">
        {adding.isError && <Notice tone="late">{clipRefusal(adding.error)}</Notice>}
        {adding.isSuccess && <Notice tone="ok">传好了。手机上点“读给我听”就放这一段。</Notice>}
      </View>
    </Card>
  );
}
