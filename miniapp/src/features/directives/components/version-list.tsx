import { View } from '@tarojs/components';
import { clock } from '@/shared/clock';
import { instantText, TOPICS } from '@/shared/text';
import { Card, Chip, Sub } from '@/shared/ui';
import { changesBetween, type Directive, type Version } from '../directive.rules';

const topicText = (key: string) => TOPICS[key as keyof typeof TOPICS] ?? key;

/** Each version with what it says otherwise than the one before, the newest first. */
export function VersionList({ directive: { versions } }: { directive: Directive }) {
  return (
    <>
      {versions.map((version, index) => (
        <VersionCard key={version.id} version={version} older={versions[index + 1]} newest={index === 0} />
      ))}
    </>
  );
}

function VersionCard({ version, older, newest }: { version: Version; older: Version | undefined; newest: boolean }) {
  const { number, publishedAt, publishedByName, approvedByName, amendReason, check, hash, hasClip, content } = version;
  return (
    <Card
      title={`第 ${number} 版`}
      aside={newest ? <Chip tone="ok">现在读的</Chip> : <Chip tone="gray">已被替换</Chip>}
    >
      <Sub>
        {instantText(publishedAt, clock.now())} {publishedByName}发出
        {approvedByName !== null && ` · ${approvedByName}审过`}
        {check === 'passed' && ' · 微信内容检查通过'}
      </Sub>
      {amendReason !== null && <View className="gap-top">为什么改：{amendReason}</View>}
      {older ? (
        changesBetween(older, version, topicText).map(({ what, was, is }) => (
          <View key={what} className="change">
            <View className="sub">{what}</View>
            <View className="change-was">{was}</View>
            <View className="change-is">{is}</View>
          </View>
        ))
      ) : (
        <View className="change">
          <View className="strong">{content.title}</View>
          <View className="plain-text">{content.body}</View>
          {(content.photoIds?.length ?? 0) > 0 && <Sub>图片 {content.photoIds?.length} 张</Sub>}
          {hasClip && <Sub>有录音</Sub>}
        </View>
      )}
      <View className="sub hash clip">{`指纹 ${hash}`}</View>
    </Card>
  );
}
