import type { Native } from '../native.js';

interface Modal {
  title?: string;
  content?: string;
}

/** Dialogs, which the phone's owner answers, and the furniture of the screen, which leaves only a trace. */
export function screenApi(native: Native) {
  const { owner } = native.phone;

  function showModal(modal: Modal) {
    const confirm = owner.answerModal?.(modal) ?? true;
    return { confirm, cancel: !confirm };
  }

  function showActionSheet({ itemList }: { itemList: string[] }) {
    const tapIndex = owner.answerActionSheet ? owner.answerActionSheet(itemList) : 0;
    if (tapIndex === undefined) throw new Error('cancel');
    return { tapIndex };
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
    ...native.noted('enableAlertBeforeUnload', 'disableAlertBeforeUnload', 'showShareMenu', 'hideShareMenu'),
    nextTick: (work: () => void) => native.process.later(work),
    getMenuButtonBoundingClientRect: () =>
      native.realm.bring({ top: 48, height: 32, width: 87, left: 278, right: 365, bottom: 80 }),
    createSelectorQuery: () => selectorQuery(native),
    createIntersectionObserver: () => intersectionObserver(),
  };
}

/** Nothing is laid out here, so each question about a box is answered with an empty one. */
function selectorQuery(native: Native) {
  const box = { left: 0, right: 0, top: 0, bottom: 0, width: 0, height: 0, scrollTop: 0, scrollLeft: 0 };
  const listeners: (((answer: unknown) => void) | undefined)[] = [];
  const ask = (listener?: (answer: unknown) => void) => {
    listeners.push(listener);
    return query;
  };
  const nodes = {
    boundingClientRect: ask,
    scrollOffset: ask,
    node: ask,
    context: ask,
    fields: (_: unknown, listener?: (answer: unknown) => void) => ask(listener),
  };
  const query = {
    ...nodes,
    in: () => query,
    select: () => nodes,
    selectAll: () => nodes,
    selectViewport: () => nodes,
    exec: (done?: (answers: unknown) => void) =>
      native.process.later(() => {
        const answers = native.realm.parse(JSON.stringify(listeners.map(() => box))) as unknown[];
        listeners.forEach((listener, index) => listener?.(answers[index]));
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
