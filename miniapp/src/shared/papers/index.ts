export { dateInWords, renderDocument, type DocumentValues, type Rendered } from './document.rules';
export { keptPapers, placeOf, versionAt, type KeptPapers, type Place, type Version } from './papers.rules';
export { fetchPapers, startPapers, usePapers } from './papers.store';
