import type { PropsWithChildren } from 'react';

/** Taro's components as plain elements: what a test finds by id and class, and taps. */
interface Plain {
  id?: string;
  className?: string;
  onClick?(): void;
}

function plain(Element: 'div' | 'span' | 'button') {
  return function PlainElement({ id, className, onClick, children }: PropsWithChildren<Plain>) {
    return (
      <Element id={id} className={className} onClick={onClick}>
        {children}
      </Element>
    );
  };
}

export const View = plain('div');
export const Text = plain('span');
export const Button = plain('button');
export const Image = plain('span');
