import { View } from '@tarojs/components';
import { Button, Card, ConfirmButton, LongTextField, Notice, TEST_IDS, TextField } from '@/shared/ui';
import { LONGEST, NEW_SECTION, type DocumentForm, type Faults } from '../document.rules';
import { refusalText } from '../document-words';
import type { DraftState } from '../use-draft';
import { SectionFields } from './section-fields';
import { VariableChips } from './variable-chips';

const CLOSING = [
  { field: 'statement', label: '签的人确认什么（就在签名上面）' },
  { field: 'agreement', label: '电子签名的约定' },
  { field: 'dataNotice', label: '个人信息怎么用' },
] as const;

/** The text of a paper, part by part; it is kept as a draft until it is published. */
export function DraftEditor({ draft, onLeave }: { draft: DraftState; onLeave(): void }) {
  const { form, change, faults } = draft;
  const set = (patch: Partial<DocumentForm>) => change({ ...form, ...patch });
  return (
    <View className="document-form">
      <VariableChips />
      <Card title="开头">
        <TextField
          first
          id={TEST_IDS.documentField('title')}
          label="标题"
          value={form.title}
          maxLength={LONGEST.title}
          error={faults.title}
          onChange={(title) => set({ title })}
        />
        <TextField
          id={TEST_IDS.documentField('salutation')}
          label="称呼（可不写）"
          placeholder="致{place}的各位乡亲："
          value={form.salutation}
          maxLength={LONGEST.salutation}
          error={faults.salutation}
          onChange={(salutation) => set({ salutation })}
        />
      </Card>
      <Sections form={form} faults={faults} onChange={(sections) => set({ sections })} />
      <Card title="结尾">
        {CLOSING.map(({ field, label }) => (
          <LongTextField
            key={field}
            id={TEST_IDS.documentField(field)}
            label={label}
            value={form[field]}
            maxLength={LONGEST[field]}
            error={faults[field]}
            onChange={(text) => set({ [field]: text })}
          />
        ))}
      </Card>
      <Ending draft={draft} onLeave={onLeave} />
    </View>
  );
}

interface SectionsProps {
  form: DocumentForm;
  faults: Faults;
  onChange(sections: DocumentForm['sections']): void;
}

function Sections({ form: { sections }, faults, onChange }: SectionsProps) {
  const move = (index: number, step: -1 | 1) => {
    const next = [...sections];
    [next[index], next[index + step]] = [next[index + step]!, next[index]!];
    onChange(next);
  };
  return (
    <>
      {sections.map((section, index) => (
        <SectionFields
          key={index}
          section={section}
          index={index}
          count={sections.length}
          faults={faults}
          onChange={(changed) => onChange(sections.map((each, at) => (at === index ? changed : each)))}
          onMove={(step) => move(index, step)}
          onRemove={() => onChange(sections.filter((_, at) => at !== index))}
        />
      ))}
      {faults.sections && <Notice tone="late">{faults.sections}</Notice>}
      {sections.length < LONGEST.sections && (
        <View className="add-section">
          <Button compact tone="ghost" onTap={() => onChange([...sections, NEW_SECTION])}>
            加一部分
          </Button>
        </View>
      )}
    </>
  );
}

function Ending({ draft, onLeave }: { draft: DraftState; onLeave(): void }) {
  const { isDirty, hasDraft, faults, saving, publishing, save, publish, unchanged } = draft;
  const failed = [publishing, saving].find(({ isError }) => isError);
  const isWrong = Object.keys(faults).length > 0;
  return (
    <View className="sticky-foot">
      {failed && <Notice tone="late">{refusalText(failed.error)}</Notice>}
      {isWrong && <Notice tone="wait">还有没写好的地方，看红字。</Notice>}
      {saving.isSuccess && !isDirty && !failed && <Notice tone="ok">草稿存好了，还没发布。</Notice>}
      {unchanged && hasDraft && !isWrong && <Notice>和现在用的一字不差，不用发布。</Notice>}
      <View className="draft-buttons">
        {isDirty ? (
          <ConfirmButton name="返回" question="刚才改的还没存，真的不要了？" onConfirm={onLeave} />
        ) : (
          <Button tone="ghost" onTap={onLeave}>
            返回
          </Button>
        )}
        <Button id={TEST_IDS.saveDraft} tone="ghost" disabled={!isDirty} busy={saving.isPending} onTap={save}>
          存草稿
        </Button>
        <ConfirmButton
          id={TEST_IDS.publishTemplate}
          tone="main"
          name="发布"
          question="发布以后新签的都是这一版，文字不能再改。已经签过的仍是签的时候那一版，不受影响。"
          disabled={isWrong || unchanged}
          busy={publishing.isPending}
          onConfirm={publish}
        />
      </View>
    </View>
  );
}
