export { isH5 } from './environment';
export {
  chooseFile,
  copyText,
  fileOfText,
  openAddress,
  openFile,
  saveText,
  useIncomingFiles,
  type ChosenFile,
} from './files';
export {
  backTo,
  goBack,
  onlyPageOpen,
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
export { DrawingCanvas, openCanvas, pngOf, type CanvasPoint, type OpenCanvas } from './canvas';
export { deviceName } from './device';
export { positionMeasuredOrPicked, roughPositionIfAllowed, type Position } from './location';
export { scrollOn, useOnScreen, useReadSoFar } from './reading';
export { useBrightScreen } from './screen';
export { scrollToElement, scrollToTop } from './scrolling';
export { takePhotos } from './photos';
export { playFile, speak, watchSpeech, type Sound } from './sound';
export { useWide } from './wide';
