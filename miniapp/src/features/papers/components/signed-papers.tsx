import { openPage, PAGES } from '@/shared/platform';
import { Card, Chip, ListItem, MoreRows, TEST_IDS, useShownRows } from '@/shared/ui';
import type { SignedRow } from '../own-papers.rules';
import { signedText, SIGNATURE_STATES } from '../paper-words';

const SIGNED = { text: '已签', tone: 'ok' } as const;

/** What was signed: each line leads to the paper, its signature and the proof. */
export function SignedPapers({ rows }: { rows: readonly SignedRow[] }) {
  const { shownRows, hiddenCount, showMore } = useShownRows(rows);
  if (rows.length === 0) return null;
  return (
    <Card title="签过的">
      {shownRows.map(({ signatureId, title, signedAt, by, state }, index) => {
        const mark = state ? SIGNATURE_STATES[state] : SIGNED;
        return (
          <ListItem
            key={signatureId}
            id={TEST_IDS.signature(signatureId)}
            first={index === 0}
            title={title}
            detail={signedAt !== null && signedText(signedAt, by)}
            trailing={<Chip tone={mark.tone}>{mark.text}</Chip>}
            label={`看《${title}》，${mark.text}`}
            onTap={() => openPage(PAGES.signature, { id: signatureId })}
          />
        );
      })}
      <MoreRows count={hiddenCount} unit="份" onTap={showMore} />
    </Card>
  );
}
