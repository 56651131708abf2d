import type { Rendered } from '@/shared/papers';

/** A paper's text in the order in which it is read aloud. */
export function spokenTexts(paper: Rendered): string[] {
  const sections = paper.sections.flatMap(({ heading, paragraphs, items }) => [heading, ...paragraphs, ...items]);
  const texts = [paper.title, paper.salutation, ...sections, paper.statement, paper.agreement, paper.dataNotice];
  return texts.map((text) => text.trim()).filter((text) => text !== '');
}
