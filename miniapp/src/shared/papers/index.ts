export { clipPath } from './clips';
export {
  dateInWords,
  renderDocument,
  unknownVariables,
  type DocumentValues,
  type Rendered,
  type Variable,
} from './document.rules';
export { placeOf, versionAt, type Place, type Version } from './papers.rules';
export { fetchPapers, startPapers, usePapers } from './papers.store';
