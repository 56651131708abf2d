import Taro, { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';
import { isH5 } from './environment';

export interface ChosenFile {
  /** Under which it can be uploaded. */
  path: string;
  name: string;
  bytes: number;
}

function fromBrowser(file: File): ChosenFile {
  return { path: URL.createObjectURL(file), name: file.name, bytes: file.size };
}

/** A text as a file, to be uploaded from a browser. */
export function fileOfText(name: string, text: string): ChosenFile {
  return fromBrowser(new File([text], name));
}

/** Lets the person choose a file of one of the endings; none when they change their mind. */
export function chooseFile(endings: readonly string[]): Promise<ChosenFile | null> {
  return process.env.TARO_ENV === 'h5' ? chooseInBrowser(endings) : chooseInWechat(endings);
}

function chooseInBrowser(endings: readonly string[]): Promise<ChosenFile | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = endings.map((ending) => `.${ending}`).join(',');
    input.onchange = () => resolve(input.files?.[0] ? fromBrowser(input.files[0]) : null);
    input.oncancel = () => resolve(null);
    input.click();
  });
}

/** WeChat gives files only out of a chat; 文件传输助手 is one. */
async function chooseInWechat(endings: readonly string[]): Promise<ChosenFile | null> {
  try {
    const { tempFiles } = await Taro.chooseMessageFile({ count: 1, type: 'file', extension: [...endings] });
    const [file] = tempFiles;
    return file ? { path: file.path, name: file.name, bytes: file.size } : null;
  } catch {
    return null;
  }
}

interface Incoming {
  onFile(file: ChosenFile): void;
  /** A text that was pasted; cells copied in a spreadsheet come with tabs between them. */
  onText(text: string): void;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** Files dropped anywhere on the page, and what is pasted into it, while it is on top; tells whether one hovers above it. */
export function useIncomingFiles(incoming: Incoming): boolean {
  const [hovering, setHovering] = useState(false);
  const onTop = useRef(true);
  const latest = useRef(incoming);
  latest.current = incoming;
  useDidShow(() => {
    onTop.current = true;
  });
  useDidHide(() => {
    onTop.current = false;
  });
  useEffect(() => (isH5 ? watchBrowser(onTop, latest, setHovering) : undefined), []);
  return hovering;
}

function watchBrowser(
  onTop: { current: boolean },
  latest: { current: Incoming },
  setHovering: (hovering: boolean) => void,
): () => void {
  const take = (file: File | undefined) => file && latest.current.onFile(fromBrowser(file));
  const over = (event: DragEvent) => {
    if (!onTop.current) return;
    // Otherwise the browser opens the file in place of the page.
    event.preventDefault();
    setHovering(true);
  };
  const leave = (event: DragEvent) => {
    if (event.relatedTarget === null) setHovering(false);
  };
  const drop = (event: DragEvent) => {
    if (!onTop.current) return;
    event.preventDefault();
    setHovering(false);
    take(event.dataTransfer?.files[0]);
  };
  const paste = (event: ClipboardEvent) => {
    if (!onTop.current || isTyping(event.target)) return;
    // A spreadsheet offers its cells as a picture as well: the text is what counts.
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text !== '') latest.current.onText(text);
    else take(event.clipboardData?.files[0]);
  };
  window.addEventListener('dragover', over);
  window.addEventListener('dragleave', leave);
  window.addEventListener('drop', drop);
  window.addEventListener('paste', paste);
  return () => {
    window.removeEventListener('dragover', over);
    window.removeEventListener('dragleave', leave);
    window.removeEventListener('drop', drop);
    window.removeEventListener('paste', paste);
  };
}

// Excel takes a csv for UTF-8 only with this mark.
const BYTE_ORDER_MARK = '\ufeff';

/** Saves a text as a file on a PC; in WeChat, where there is no such place, it goes to the clipboard. */
export async function saveText(name: string, text: string): Promise<'saved' | 'copied'> {
  if (process.env.TARO_ENV !== 'h5') {
    await copyText(text);
    return 'copied';
  }
  const address = URL.createObjectURL(new Blob([BYTE_ORDER_MARK, text], { type: 'text/csv;charset=utf-8' }));
  saveAddress(address, name);
  return 'saved';
}

export async function copyText(text: string): Promise<void> {
  // WeChat, and Taro in a browser, say so in a pop-up; a browser itself does not.
  if (process.env.TARO_ENV === 'h5' && window.isSecureContext) await navigator.clipboard.writeText(text);
  else await Taro.setClipboardData({ data: text });
}

/** Gives a downloaded spreadsheet or PDF to the person: a PC saves it, WeChat opens it, with a way to send it on. */
export async function openFile(path: string, name: string): Promise<void> {
  const fileType = name.endsWith('.pdf') ? 'pdf' : 'xlsx';
  if (process.env.TARO_ENV === 'h5') saveAddress(path, name);
  else await Taro.openDocument({ filePath: path, fileType, showMenu: true });
}

/** Opens a page of the web beside this one. WeChat opens none but its own: there the address goes to the clipboard. */
export async function openAddress(address: string): Promise<'opened' | 'copied'> {
  if (process.env.TARO_ENV === 'h5') {
    window.open(address, '_blank', 'noopener');
    return 'opened';
  }
  await copyText(address);
  return 'copied';
}

function saveAddress(address: string, name: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has taken it over by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
