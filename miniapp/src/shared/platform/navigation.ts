import Taro, { useRouter } from '@tarojs/taro';

type Query = Record<string, string | number | undefined>;

const TABS = {
  home: '/pages/home/index',
  alerts: '/pages/alerts/index',
  progress: '/pages/progress/index',
  mine: '/pages/mine/index',
} as const;
export type Tab = keyof typeof TABS;

export const PAGES = {
  door: '/packages/visit/door/index',
  doors: '/packages/visit/doors/index',
  logVisit: '/packages/visit/log/index',
  visit: '/packages/visit/detail/index',
  correctVisit: '/packages/visit/correct/index',
  registerDoor: '/packages/visit/register/index',
  residents: '/packages/visit/residents/index',
  changeDoor: '/packages/visit/change/index',
  sync: '/packages/visit/sync/index',
  conflict: '/packages/visit/conflict/index',
  quarantine: '/packages/office/quarantine/index',
  exclusions: '/packages/office/exclusions/index',
  people: '/packages/office/people/index',
  assignment: '/packages/office/assignment/index',
  regions: '/packages/office/regions/index',
  imports: '/packages/office/imports/index',
  import: '/packages/office/import/index',
  exports: '/packages/office/exports/index',
  duplicates: '/packages/office/duplicates/index',
  classes: '/packages/office/classes/index',
  paper: '/packages/office/paper/index',
  letters: '/packages/office/letters/index',
  letter: '/packages/office/letter/index',
  documents: '/packages/office/documents/index',
  sitting: '/packages/papers/sitting/index',
  readPaper: '/packages/papers/paper/index',
  myPapers: '/packages/papers/mine/index',
  scan: '/packages/papers/scan/index',
  doorCode: '/packages/papers/code/index',
  signature: '/packages/papers/signature/index',
  unsigned: '/packages/papers/unsigned/index',
  relay: '/packages/cascade/relay/index',
  supervision: '/packages/cascade/supervision/index',
  card: '/packages/cascade/card/index',
  warning: '/packages/cascade/warning/index',
  reportScam: '/packages/cascade/report/index',
  scamReports: '/packages/cascade/reports/index',
  chatGroups: '/packages/cascade/groups/index',
  chatGroup: '/packages/cascade/group/index',
  groupCard: '/packages/cascade/group-card/index',
  groupJoins: '/packages/cascade/joins/index',
  absences: '/packages/cascade/absences/index',
  directives: '/packages/cascade/directives/index',
  composeDirective: '/packages/cascade/compose/index',
  cascadeBoard: '/packages/cascade/board/index',
  inbox: '/packages/cascade/inbox/index',
} as const;

// WeChat keeps at most ten pages open; the one before the last is given up for the next.
const DEEPEST_STACK = 9;

/** The address of a page with its parameters, as cards and links carry it. */
export function pageUrl(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = pairs.map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`).join('&');
  return search ? `${path}?${search}` : path;
}

export function openPage(path: string, query: Query = {}): void {
  const url = pageUrl(path, query);
  const open = Taro.getCurrentPages().length >= DEEPEST_STACK ? Taro.redirectTo : Taro.navigateTo;
  void open({ url });
}

export function replacePage(path: string, query: Query = {}): void {
  void Taro.redirectTo({ url: pageUrl(path, query) });
}

/** From one screen of the office to another: they stand beside each other, with a tab below. */
export function openFromMenu(path: string): void {
  const open = Taro.getCurrentPages().length > 1 ? Taro.redirectTo : Taro.navigateTo;
  void open({ url: path });
}

export function openTab(tab: Tab): void {
  void Taro.switchTab({ url: TABS[tab] });
}

/** Closes every page and opens the first tab anew. */
export function restart(): void {
  void Taro.reLaunch({ url: TABS.home });
}

/** Whether nothing lies behind the page on top. */
export function onlyPageOpen(): boolean {
  return Taro.getCurrentPages().length === 1;
}

/** Later tells whether the page that is on top now is still open, on top or below others. */
export function rememberTopPage(): () => boolean {
  // WeChat gives the same object each time; the browser build a copy, with an address that no other page has.
  const keys = () => Taro.getCurrentPages().map((page) => page.path ?? page);
  const top = keys().pop();
  return () => keys().includes(top);
}

/** One page back; from a page opened by its address (nothing behind it) to the first tab. */
export function goBack(): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack();
  else openTab('home');
}

/** To the page that this one was opened from; in its place where it was opened by its address. */
export function backTo(path: string): void {
  const pages = Taro.getCurrentPages();
  const isBelow = pages[pages.length - 2]?.route?.includes(path.slice(1)) ?? false;
  if (isBelow) void Taro.navigateBack();
  else replacePage(path);
}

/** The parameters a page was opened with, decoded (the browser build hands them over as they stand in the address). */
export function usePageQuery(): Record<string, string | undefined> {
  const { params } = useRouter();
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, value === undefined ? undefined : decodeURIComponent(value)]),
  );
}
