export { isH5 } from './environment';
export { chooseFile, copyText, fileOfText, openFile, saveText, useIncomingFiles, type ChosenFile } from './files';
export {
  backTo,
  goBack,
  openFromMenu,
  openPage,
  openTab,
  PAGES,
  replacePage,
  restart,
  usePageQuery,
  type Tab,
} from './navigation';
export { ANTI_FRAUD_LINE, dial } from './telephone';
export { positionMeasuredOrPicked, type Position } from './location';
export { scrollToTop } from './scrolling';
export { takePhotos } from './photos';
export { useWide } from './wide';
