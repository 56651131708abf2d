import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { clock } from '@/shared/clock';
import type { Rendered } from '@/shared/papers';
import { scrollOn, scrollToTop, useOnScreen, useReadSoFar } from '@/shared/platform';
import { accessible, Button, DocumentText, Page, Tap, TEST_IDS } from '@/shared/ui';
import type { ReadingLog } from '../reading-log';
import type { PaperToSign } from '../sitting.rules';
import { PaperRail } from './paper-rail';
import { ReadAloud } from './read-aloud';

interface ReadStepProps {
  title: string;
  papers: readonly PaperToSign[];
  paper: PaperToSign;
  text: Rendered;
  agreed: ReadonlySet<string>;
  log: ReadingLog;
  onAgree(): void;
  onBack(): void;
  /** Absent when it is the only one. */
  onSkip?(): void;
}

const TEXT = 'document-text';
/** About what the two buttons at the lower edge cover, in CSS pixels. */
const FOOT = 90;

export function ReadStep({ title, papers, paper, text, agreed, log, onAgree, onBack, onSkip }: ReadStepProps) {
  const [read, setRead] = useState(log.reachedEnd ? 1 : 0);
  const [larger, setLarger] = useState(false);

  useReadSoFar(TEXT, FOOT, (part) => {
    if (part >= 0.99) log.reachedEnd = true;
    // In twentieths: each step crosses WeChat's bridge.
    setRead(log.reachedEnd ? 1 : Math.floor(part * 20) / 20);
  });
  useOnScreen((onScreen) => (onScreen ? log.show(clock.deviceNow()) : log.hide(clock.deviceNow())));
  useEffect(() => {
    scrollToTop();
    log.show(clock.deviceNow());
    return () => {
      log.hide(clock.deviceNow());
      log.silence(clock.deviceNow());
    };
  }, [log]);

  const atEnd = read === 1;
  return (
    <Page
      title={title}
      foot={
        <>
          {atEnd ? (
            <Button id={TEST_IDS.previous} tone="ghost" narrow onTap={onBack}>
              上一步
            </Button>
          ) : (
            <Button id={TEST_IDS.scrollOn} tone="ghost" narrow onTap={() => scrollOn(FOOT)}>
              往下看
            </Button>
          )}
          <Button id={TEST_IDS.agreePaper} onTap={onAgree}>
            看明白了，同意
          </Button>
        </>
      }
    >
      <View className="reading-head">
        <PaperRail papers={papers} agreed={agreed} current={paper} />
        <View
          className="reading-track"
          {...accessible({ role: 'img', label: atEnd ? '看到最后了' : `看了 ${Math.round(read * 100)}%` })}
        >
          <View className={atEnd ? 'reading-part full' : 'reading-part'} style={{ width: `${read * 100}%` }} />
        </View>
      </View>
      <View className="row reading-tools">
        <ReadAloud
          version={paper.version}
          paper={text}
          onPlay={() => log.play(clock.deviceNow())}
          onSilence={() => log.silence(clock.deviceNow())}
        />
        <View className="grow">
          <Button id={TEST_IDS.largerText} tone="ghost" compact onTap={() => setLarger(!larger)}>
            {larger ? '字小一些' : '字再大些'}
          </Button>
        </View>
      </View>
      <View className="card">
        <DocumentText id={TEXT} paper={text} {...(larger && { size: 'larger' as const })} />
      </View>
      {onSkip && (
        <Tap id={TEST_IDS.skipPaper} className="link" onTap={onSkip}>
          这一份先不签
        </Tap>
      )}
    </Page>
  );
}
