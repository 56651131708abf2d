import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSettled } from '@/shared/answers';
import { call, uploadFile, type Schemas } from '@/shared/api';
import type { ChosenFile } from '@/shared/platform';
import type { Content, Template } from './document.rules';

const LIST = 'document-templates';
const versionKey = (id: string) => ['document-version', id];
const UPLOAD_TIMEOUT = 120_000;

/** The papers of a place, built in or of its own, and who issues them. */
export function useTemplates(regionId: number | undefined) {
  return useQuery({
    queryKey: [LIST, regionId],
    queryFn: ({ signal }) => call('get', '/documents/templates', { query: { regionId: regionId! } }, { signal }),
    enabled: regionId !== undefined,
  });
}

export function useVersion(id: string | undefined) {
  return useQuery({
    queryKey: versionKey(id ?? ''),
    queryFn: ({ signal }) => call('get', '/documents/versions/{id}', { path: { id: id! } }, { signal }),
    enabled: id !== undefined,
  });
}

/** A text as it would be read at the place, once the person stops typing. */
export function usePreview(content: Content | undefined, regionId: number) {
  const settled = useSettled(content);
  return useQuery({
    queryKey: ['document-preview', regionId, settled],
    queryFn: ({ signal }) => call('post', '/documents/preview', { body: { content: settled!, regionId } }, { signal }),
    enabled: settled !== undefined,
    placeholderData: (previous) => previous,
  });
}

/** A change whose answer is the template as it is now. */
function useTemplateChange<Input>(change: (input: Input) => Promise<Template>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => queries.invalidateQueries({ queryKey: [LIST] }),
  });
}

export function useOwnTemplate() {
  return useTemplateChange((body: Schemas['NewTemplate']) => call('post', '/documents/templates', { body }));
}

interface Draft {
  revision: number;
  content: Content;
}

export function useSaveDraft(id: string) {
  return useTemplateChange((body: Draft) => call('put', '/documents/templates/{id}/draft', { path: { id }, body }));
}

/** Publishes the text: what is not saved yet is saved first. */
export function usePublish(id: string) {
  return useTemplateChange(async ({ revision, content, saved }: Draft & { saved: boolean }) => {
    const draft = saved
      ? { revision }
      : await call('put', '/documents/templates/{id}/draft', { path: { id }, body: { revision, content } });
    return call('post', '/documents/templates/{id}/publish', { path: { id }, body: { revision: draft.revision } });
  });
}

export function useAddClip(versionId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ dialect, file }: { dialect: string; file: ChosenFile }) =>
      uploadFile({
        path: `/documents/versions/${versionId}/clip`,
        filePath: file.path,
        fileName: file.name,
        fields: { dialect },
        timeout: UPLOAD_TIMEOUT,
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: versionKey(versionId) }),
  });
}

export function useNameIssuer(regionId: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['IssuerChange']) =>
      call('put', '/documents/issuers/{id}', { path: { id: regionId }, body }),
    onSettled: () =>
      Promise.all([LIST, 'document-preview'].map((name) => queries.invalidateQueries({ queryKey: [name] }))),
  });
}
