import { View } from '@tarojs/components';
import { choicesOf, RELATIONS } from '@/shared/text';
import {
  Button,
  Card,
  ListItem,
  Notice,
  Page,
  SelectField,
  SinglePick,
  Sub,
  SwitchRow,
  TEST_IDS,
  TextField,
  Title,
} from '@/shared/ui';
import {
  draftOf,
  inSigningOrder,
  NOBODY,
  PROXY_REASONS,
  signerProblem,
  type OwedPaper,
  type PossibleSigner,
  type SignerDraft,
} from '../sitting.rules';

interface WhoStepProps {
  title: string;
  today: string;
  own: boolean;
  signers: readonly PossibleSigner[];
  draft: SignerDraft;
  change(draft: SignerDraft): void;
  /** What this person can sign. */
  papers: readonly OwedPaper[];
  onNext(): void;
}

const OTHER = 'other';

export function WhoStep({ title, today, own, signers, draft, change, papers, onNext }: WhoStepProps) {
  const problem = signerProblem(draft);
  const picked = draft.residentId ?? (draft === NOBODY ? null : OTHER);
  const isChosen = picked !== null;
  const ready = problem === null && papers.length > 0;
  const people = inSigningOrder(signers, today).map(({ residentId, name, relation, self }) => ({
    value: residentId,
    name: `${name} · ${self ? '本人' : RELATIONS[relation]}`,
  }));
  const pick = (value: string) => {
    const signer = signers.find(({ residentId }) => residentId === value);
    change(signer ? draftOf(signer, own) : { ...NOBODY });
  };
  return (
    <Page
      title={title}
      foot={
        <Button id={TEST_IDS.startReading} disabled={!ready} onTap={onNext}>
          {problem !== null
            ? problem.replace('。', '')
            : papers.length === 0
              ? '没有要签的'
              : `看文书 · ${papers.length} 份`}
        </Button>
      }
    >
      <Title>谁来签？</Title>
      <Sub>{own ? '一家有一位大人签就行。' : '户主在家户主签，不在家别的大人也行。'}</Sub>
      <Card>
        <SinglePick
          oneColumn
          choices={own ? people : [...people, { value: OTHER, name: '名单以外的人' }]}
          picked={picked}
          idOf={TEST_IDS.signer}
          onPick={pick}
        />
      </Card>
      {picked === OTHER && (
        <Card>
          <TextField
            first
            id={TEST_IDS.signerName}
            label="姓名"
            maxLength={30}
            value={draft.name}
            onChange={(name) => change({ ...draft, name })}
          />
          <SelectField
            id={TEST_IDS.signerRelation}
            label="和户主的关系"
            choices={choicesOf(RELATIONS)}
            value={draft.relation}
            onChange={(relation) => change({ ...draft, relation })}
          />
        </Card>
      )}
      {isChosen && (
        <>
          <Proxy draft={draft} signers={signers} change={change} />
          {own && draft.sharedPhone && <Notice>这是别人的手机。签名里会写明：用家里共用的手机签。</Notice>}
          <Papers papers={papers} />
        </>
      )}
    </Page>
  );
}

/** 代签: for whom and why. */
function Proxy({ draft, signers, change }: Pick<WhoStepProps, 'draft' | 'signers' | 'change'>) {
  const others = signers.filter(({ residentId }) => residentId !== draft.residentId);
  return (
    <Card>
      <SwitchRow
        id={TEST_IDS.proxy}
        title="替别人签（代签）"
        detail="本人不识字、行动不便时"
        on={draft.proxy}
        onChange={(proxy) => change({ ...draft, proxy })}
      />
      {draft.proxy && (
        <View className="gap-top">
          {others.length > 0 && (
            <SinglePick
              choices={others.map(({ name }) => ({ value: name, name }))}
              picked={draft.onBehalfOf}
              idOf={TEST_IDS.behalf}
              onPick={(onBehalfOf) => change({ ...draft, onBehalfOf })}
            />
          )}
          <TextField
            id={TEST_IDS.behalfName}
            label="替谁签"
            maxLength={30}
            value={draft.onBehalfOf}
            onChange={(onBehalfOf) => change({ ...draft, onBehalfOf })}
          />
          <View className="field-label gap-top">为什么代签</View>
          <SinglePick
            choices={PROXY_REASONS.map((reason) => ({ value: reason, name: reason }))}
            picked={PROXY_REASONS.find((reason) => reason === draft.proxyReason)}
            idOf={TEST_IDS.proxyReason}
            onPick={(proxyReason) => change({ ...draft, proxyReason })}
          />
          <TextField
            label="别的原因"
            maxLength={100}
            value={draft.proxyReason}
            onChange={(proxyReason) => change({ ...draft, proxyReason })}
          />
        </View>
      )}
    </Card>
  );
}

function Papers({ papers }: { papers: readonly OwedPaper[] }) {
  return (
    <Card title={papers.length > 0 ? `要签 ${papers.length} 份，写一次名字` : '没有要签的'}>
      {papers.length === 0 && <Sub>这位要签的都签好了。换一位看看。</Sub>}
      {papers.map(({ templateKey, title }, index) => (
        <ListItem key={templateKey} first={index === 0} title={`《${title}》`} />
      ))}
    </Card>
  );
}
