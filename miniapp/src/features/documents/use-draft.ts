import { useState } from 'react';
import { mutateThen } from '@/shared/answers';
import { contentOf, faultsOf, formOf, isSame, type Content, type DocumentForm, type Template } from './document.rules';
import { usePublish, useSaveDraft } from './documents.queries';

interface DraftStart {
  template: Template;
  /** The text to begin with. */
  begin: Content;
  /** The text that holds now, if one was published. */
  published: Content | undefined;
  onPublished(): void;
}

export type DraftState = ReturnType<typeof useDraft>;

/** A text being written: what is typed, what of it is saved, and how it is published. */
export function useDraft({ template, begin, published, onPublished }: DraftStart) {
  const [form, setForm] = useState<DocumentForm>(() => formOf(begin));
  const [kept, setKept] = useState({ revision: template.revision, content: begin });
  const saving = useSaveDraft(template.id);
  const publishing = usePublish(template.id);
  const content = contentOf(form);
  const isDirty = !isSame(content, kept.content);
  // A version that was published has no draft beside it until the first change.
  const isSaved = !isDirty && template.draft !== null;
  const { revision } = kept;
  return {
    form,
    content,
    isDirty,
    hasDraft: template.draft !== null,
    faults: faultsOf(form),
    unchanged: published !== undefined && isSame(content, published),
    change: (next: DocumentForm) => {
      saving.reset();
      publishing.reset();
      setForm(next);
    },
    saving,
    publishing,
    save: () => mutateThen(saving, { revision, content }, (saved) => setKept({ revision: saved.revision, content })),
    publish: () => mutateThen(publishing, { revision, content, saved: isSaved }, onPublished),
  };
}
