import { View } from '@tarojs/components';
import { useState } from 'react';
import { useWide } from '@/shared/platform';
import { Button, Loaded, Panes } from '@/shared/ui';
import { newestOf, type Content, type Template } from '../document.rules';
import { useVersion } from '../documents.queries';
import { useDraft } from '../use-draft';
import { DraftEditor } from './draft-editor';
import { PaperPreview } from './paper-preview';

interface EditTemplateProps {
  template: Template;
  regionId: number;
  onPublished(): void;
  onLeave(): void;
}

/** A text and, beside it on a PC, how a phone shows it. */
export function EditTemplate(props: EditTemplateProps) {
  const newest = newestOf(props.template);
  const version = useVersion(newest?.id);
  const { draft } = props.template;
  if (!newest) return draft && <Editing {...props} begin={draft} published={undefined} />;
  return (
    <Loaded query={version}>
      {({ content }) => <Editing {...props} begin={draft ?? content} published={content} />}
    </Loaded>
  );
}

interface EditingProps extends EditTemplateProps {
  begin: Content;
  published: Content | undefined;
}

function Editing({ template, regionId, begin, published, onPublished, onLeave }: EditingProps) {
  const draft = useDraft({ template, begin, published, onPublished });
  const [looks, setLooks] = useState(false);
  const wide = useWide();
  const preview = <PaperPreview content={draft.content} regionId={regionId} />;
  return (
    <>
      {!wide && (
        <View className="add-section">
          <Button compact tone="ghost" onTap={() => setLooks(!looks)}>
            {looks ? '接着改' : '看手机上的样子'}
          </Button>
        </View>
      )}
      <Panes
        label="手机上的样子"
        paneAlone={looks}
        list={<DraftEditor draft={draft} onLeave={onLeave} />}
        pane={preview}
      />
    </>
  );
}
