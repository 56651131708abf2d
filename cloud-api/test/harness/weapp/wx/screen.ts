import type { Native } from '../native.js';
import { CanvasNode, canvasSize } from './canvas.js';

interface Modal {
  title?: string;
  content?: string;
}

/** Dialogs, which the phone's owner answers, and the furniture of the screen, which leaves only a trace. */
export function screenApi(native: Native, isCanvas: (id: string) => boolean) {
  const { owner } = native.phone;
  const canvases = new Map<string, CanvasNode>();

  function showModal(modal: Modal) {
    const confirm = owner.answerModal?.(modal) ?? true;
    return { confirm, cancel: !confirm };
  }

  function showActionSheet({ itemList }: { itemList: string[] }) {
    const tapIndex = owner.answerActionSheet ? owner.answerActionSheet(itemList) : 0;
    if (tapIndex === undefined) throw new Error('cancel');
    return { tapIndex };
  }

  /** The canvas that the page shows under this id; each id has one. */
  function canvasOf(selector: string): CanvasNode | undefined {
    const id = selector.slice(1);
    if (!selector.startsWith('#') || !isCanvas(id)) return undefined;
    const canvas = canvases.get(id) ?? new CanvasNode();
    canvases.set(id, canvas);
    return canvas;
  }

  return {
    showModal: native.asynchronous('showModal', showModal),
    showActionSheet: native.asynchronous('showActionSheet', showActionSheet),
    ...native.noted('showToast', 'hideToast', 'showLoading', 'hideLoading', 'pageScrollTo'),
    ...native.noted('setNavigationBarTitle', 'setNavigationBarColor', 'setBackgroundColor', 'hideHomeButton'),
    ...native.noted('startPullDownRefresh', 'stopPullDownRefresh', 'hideKeyboard'),
    ...native.noted(
      'setTabBarBadge',
      'removeTabBarBadge',
      'showTabBarRedDot',
      'hideTabBarRedDot',
      'hideTabBar',
      'showTabBar',
    ),
    ...native.noted('enableAlertBeforeUnload', 'disableAlertBeforeUnload'),
    nextTick: (work: () => void) => native.process.later(work),
    getMenuButtonBoundingClientRect: () =>
      native.realm.bring({ top: 48, height: 32, width: 87, left: 278, right: 365, bottom: 80 }),
    createSelectorQuery: () => selectorQuery(native, canvasOf),
    createIntersectionObserver: () => intersectionObserver(),
  };
}

type Listener = ((answer: unknown) => void) | undefined;

/** Nothing is laid out here, so each question about a box is answered with an empty one; only a canvas has a size. */
function selectorQuery(native: Native, canvasOf: (selector: string) => CanvasNode | undefined) {
  const box = { left: 0, right: 0, top: 0, bottom: 0, width: 0, height: 0, scrollTop: 0, scrollLeft: 0 };
  const questions: { answer: () => unknown; listener: Listener }[] = [];
  const emptyBox = () => native.realm.bring(box);
  const ask = (answer: () => unknown, listener: Listener) => {
    questions.push({ answer, listener });
    return query;
  };
  const nodesOf = (selector: string) => ({
    boundingClientRect: (listener?: Listener) => ask(emptyBox, listener),
    scrollOffset: (listener?: Listener) => ask(emptyBox, listener),
    node: (listener?: Listener) => ask(() => ({ node: canvasOf(selector) }), listener),
    context: (listener?: Listener) => ask(emptyBox, listener),
    fields: ({ node }: { node?: boolean }, listener?: Listener) =>
      ask(() => {
        const canvas = node ? canvasOf(selector) : undefined;
        return canvas ? { ...canvasSize, node: canvas } : emptyBox();
      }, listener),
  });
  const query = {
    ...nodesOf(''),
    in: () => query,
    select: nodesOf,
    selectAll: nodesOf,
    selectViewport: () => nodesOf(''),
    exec: (done?: (answers: unknown) => void) =>
      native.process.later(() => {
        const answers = questions.map(({ answer }) => answer());
        questions.forEach(({ listener }, index) => listener?.(answers[index]));
        done?.(answers);
      }),
  };
  return query;
}

/** Without layout nothing ever comes into view. */
function intersectionObserver() {
  const observer = {
    relativeTo: () => observer,
    relativeToViewport: () => observer,
    observe: () => undefined,
    disconnect: () => undefined,
  };
  return observer;
}
