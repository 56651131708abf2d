import { View } from '@tarojs/components';
import { useState } from 'react';
import { mutateThen } from '@/shared/answers';
import type { Schemas } from '@/shared/api';
import { clock } from '@/shared/clock';
import { newId } from '@/shared/ids';
import { DOCUMENT_KINDS, instantText } from '@/shared/text';
import { Button, Card, Chip, ListItem, Loaded, Notice, Sub, TEST_IDS, Title } from '@/shared/ui';
import { newestOf, shortHash, type Template } from '../document.rules';
import { forWhom, ownerText, refusalText } from '../document-words';
import { useOwnTemplate, useVersion } from '../documents.queries';
import { Clips } from './clips';
import { PaperPreview } from './paper-preview';
import { Standing } from './template-table';

interface TemplateCardProps {
  template: Template;
  region: Pick<Schemas['Region'], 'id' | 'name'>;
  onEdit(templateId: string): void;
}

/** A paper: whose it is, its versions, and how the chosen one reads. */
export function TemplateCard({ template, region, onEdit }: TemplateCardProps) {
  const [versionId, setVersionId] = useState(newestOf(template)?.id);
  const version = useVersion(versionId);
  const content = versionId === undefined ? (template.draft ?? undefined) : version.data?.content;
  return (
    <>
      <About template={template} region={region} onEdit={onEdit} />
      <PaperPreview content={content} regionId={region.id} />
      {template.versions.length > 0 && (
        <Card title="版本">
          {template.versions.map(({ id, number, publishedAt, replacedAt, hash }, index) => (
            <ListItem
              key={id}
              id={TEST_IDS.row(id)}
              first={index === 0}
              title={`第 ${number} 版`}
              detail={
                <View>
                  <View>{instantText(publishedAt, clock.now())}发布</View>
                  <View className="hash" {...{ title: hash }}>
                    {shortHash(hash)}
                  </View>
                </View>
              }
              trailing={
                <Chip tone={id === versionId ? 'accent' : 'gray'}>
                  {id === versionId ? '正在看' : replacedAt === null ? '现在用' : '旧版'}
                </Chip>
              }
              leads={false}
              onTap={id === versionId ? undefined : () => setVersionId(id)}
            />
          ))}
        </Card>
      )}
      {versionId !== undefined && (
        <Loaded query={version} cards={1}>
          {(shown) => <Clips key={shown.id} version={shown} mayAdd={template.mayEdit} />}
        </Loaded>
      )}
    </>
  );
}

function About({ template, region, onEdit }: TemplateCardProps) {
  const { id, mayEdit, templateKey, regionId, draft, kind } = template;
  const copying = useOwnTemplate();
  const copy = () => mutateThen(copying, { id: newId(), regionId: region.id, templateKey }, (own) => onEdit(own.id));
  const isOwn = regionId === region.id;
  return (
    <Card>
      <View className="row between">
        <Sub>
          {DOCUMENT_KINDS[kind]} · {forWhom(templateKey)}
        </Sub>
        <Standing template={template} />
      </View>
      <Title>{template.title}</Title>
      <Sub>
        {ownerText(template)}
        {regionId === null ? '的文书，各地通用' : '自己的文书'}
      </Sub>
      {draft && mayEdit && template.versions.length > 0 && (
        <View className="gap-top">
          <Notice tone="wait">有改过还没发布的草稿，现在签的仍是发布过的那一版。</Notice>
        </View>
      )}
      <View className="stack gap-top">
        {mayEdit && (
          <Button id={TEST_IDS.editTemplate} compact onTap={() => onEdit(id)}>
            {draft ? '接着改草稿' : '改一版新的'}
          </Button>
        )}
        {!isOwn && (
          <>
            <Button
              id={TEST_IDS.ownTemplate}
              compact
              tone={mayEdit ? 'ghost' : 'main'}
              busy={copying.isPending}
              onTap={copy}
            >
              做一份{region.name}自己的
            </Button>
            <Sub>照这份抄一份草稿，改好发布后，{region.name}和下面各地就签自己的。</Sub>
          </>
        )}
        {copying.isError && <Notice tone="late">{refusalText(copying.error)}</Notice>}
      </View>
    </Card>
  );
}
