import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useAnswer } from '@/shared/answers';
import { call, downloadFile } from '@/shared/api';
import { newId } from '@/shared/ids';
import { openFile, scrollToTop } from '@/shared/platform';
import { makeCertificate } from './certificate';

const SECOND = 1000;
const PICTURE_TIMEOUT = 20 * SECOND;
const CERTIFICATE_TIMEOUT = 60 * SECOND;

export function useSignature(id: string) {
  return useAnswer(['signature', id], (signal) => call('get', '/signatures/{id}', { path: { id } }, { signal }), {
    enabled: id !== '',
  });
}

/** A path under which the drawn signature can be shown. */
export function useInk(id: string, { enabled }: { enabled: boolean }) {
  return useQuery({
    queryKey: ['signature-ink', id],
    queryFn: () => downloadFile(`/signatures/${encodeURIComponent(id)}/ink`, PICTURE_TIMEOUT),
    staleTime: Infinity,
    enabled,
  });
}

/** Has the certificate made, waits for it, and gives it to the person who still looks at the page. */
export function useCertificate(signatureId: string) {
  const onPage = useRef(true);
  useEffect(() => {
    onPage.current = true;
    return () => {
      onPage.current = false;
    };
  }, []);
  return useMutation({
    mutationFn: async () => {
      const certificate = await makeCertificate({
        request: () => call('post', '/certificates', { body: { id: newId(), signatureId } }),
        look: (id) => call('get', '/certificates/{id}', { path: { id } }),
        pause: () => new Promise((resolve) => setTimeout(resolve, SECOND)),
        isWanted: () => onPage.current,
      });
      if (!certificate) return;
      const path = await downloadFile(`/certificates/${encodeURIComponent(certificate.id)}/file`, CERTIFICATE_TIMEOUT);
      await openFile(path, certificate.fileName ?? '签名凭证.pdf');
    },
  });
}

export function useWithdraw(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) => call('post', '/signatures/{id}/withdrawal', { path: { id }, body: { reason } }),
    // What became of it stands at the top; the form is gone by then.
    onSuccess: scrollToTop,
    onSettled: () =>
      Promise.all(
        ['signature', 'my-papers', 'my-letters', 'door', 'doors', 'coverage'].map((name) =>
          queries.invalidateQueries({ queryKey: [name] }),
        ),
      ),
  });
}
