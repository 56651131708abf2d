import { openPage, PAGES } from '@/shared/platform';
import { useOutbox } from '@/shared/outbox';
import { Notice, Tap } from '@/shared/ui';

/** What was signed on this phone without a network: nobody has to sign it again. */
export function KeptNotice({ kept }: { kept: number }) {
  const refused = useOutbox(({ entries }) =>
    entries.some(({ kind, state }) => kind === 'papers.sign_own' && state !== 'waiting' && state !== 'sent'),
  );
  return (
    <>
      {kept > 0 && <Notice tone="ok">您签好的 {kept} 份在手机里，联网后自动报上去，不用再签。</Notice>}
      {refused && (
        <Tap label="看没收下的签名" onTap={() => openPage(PAGES.sync)}>
          <Notice tone="late">有签名没有收下，点这里看为什么。</Notice>
        </Tap>
      )}
    </>
  );
}
