export { correctionChanges, correctionDraft } from './correction.rules';
export { useVisit } from './visits.queries';
export {
  countsFor,
  draftToPayload,
  emptyDraft,
  suggestNextAttempt,
  validateDraft,
  type VisitDraft,
} from './visits.rules';
export { useDraft } from './visits.store';
export { sendPhotos, usePhoto } from './photo.queries';
export { Photos } from './components/photos';
export { Photo } from './components/photos';
export { CorrectVisitScreen } from './screens/correct-visit-screen';
export { LogVisitScreen } from './screens/log-visit-screen';
export { VisitScreen } from './screens/visit-screen';
