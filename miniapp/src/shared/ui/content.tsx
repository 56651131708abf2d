import { Text, View } from '@tarojs/components';
import type { PropsWithChildren, ReactNode } from 'react';
import { accessible } from './accessible';
import { classNames } from './class-names';
import { Tap } from './tap';
import { withId } from './with-id';

export type Tone = 'accent' | 'late' | 'wait' | 'ok' | 'gray';

interface CardProps {
  id?: string;
  title?: ReactNode;
  /** Right of the title. */
  aside?: ReactNode;
  tone?: 'late';
}

export function Card({ id, title, aside, tone, children }: PropsWithChildren<CardProps>) {
  return (
    <View {...withId(id)} className={classNames('card', tone)}>
      {title && (
        <View className="card-head">
          <View className="strong grow" {...accessible({ role: 'heading' })}>
            {title}
          </View>
          {aside}
        </View>
      )}
      {children}
    </View>
  );
}

interface ChipProps {
  id?: string;
  tone?: Tone;
  selected?: boolean;
  onTap?(): void;
}

export function Chip({ id, tone = 'accent', selected, onTap, children }: PropsWithChildren<ChipProps>) {
  const chip = <Text className={classNames('chip', tone !== 'accent' && tone)}>{children}</Text>;
  if (!onTap) return chip;
  return (
    <Tap {...withId(id)} className={classNames('chip-tap', selected && 'on')} onTap={onTap} checked={selected}>
      {chip}
    </Tap>
  );
}

interface TrackProps {
  /** Parts of the whole in 0…1, drawn from the left; the second one pale. */
  parts: [number] | [number, number];
  label: string;
  thick?: boolean;
}

export function Track({ parts, label, thick }: TrackProps) {
  const full = parts[0] >= 1;
  return (
    <View className={classNames('track', thick && 'thick')} {...accessible({ role: 'img', label })}>
      {parts.map((part, index) => (
        <View
          key={index}
          className={classNames('track-part', index === 1 && 'pale', full && 'full')}
          style={{ width: `${Math.round(part * 1000) / 10}%` }}
        />
      ))}
    </View>
  );
}

export function BigNumber({ children }: PropsWithChildren) {
  return <Text className="big-number">{children}</Text>;
}

export function Title({ children }: PropsWithChildren) {
  return (
    <View className="title" {...accessible({ role: 'heading' })}>
      {children}
    </View>
  );
}

export function Sub({ children }: PropsWithChildren) {
  return <View className="sub">{children}</View>;
}

export function DoorNumber({ code, kindMark }: { code: string | null; kindMark: string }) {
  return (
    <View className="door-number" {...accessible({ hidden: true })}>
      {code || kindMark}
    </View>
  );
}

interface ListItemProps {
  id?: string;
  first?: boolean;
  leading?: ReactNode;
  title: ReactNode;
  detail?: ReactNode;
  trailing?: ReactNode;
  label?: string;
  /** What a tap does here and now carries no arrow. */
  leads?: boolean;
  onTap?(): void;
}

export function ListItem({ id, first, leading, title, detail, trailing, label, leads = true, onTap }: ListItemProps) {
  const arrow = onTap && leads && <View className="chevron" {...accessible({ hidden: true })} />;
  const content = (
    <>
      {leading}
      <View className="grow">
        <View className="strong">{title}</View>
        {detail && <View className="sub">{detail}</View>}
      </View>
      {trailing && arrow ? (
        <View className="list-end">
          {trailing}
          {arrow}
        </View>
      ) : (
        trailing || arrow
      )}
    </>
  );
  const className = classNames('list-item', first && 'first');
  if (!onTap) {
    return (
      <View {...withId(id)} className={className}>
        {content}
      </View>
    );
  }
  return (
    <Tap {...withId(id)} className={className} label={label} onTap={onTap}>
      {content}
    </Tap>
  );
}

/** A line inside the page that tells; it never covers anything and asks for no answer. */
export function Notice({ tone = 'accent', children }: PropsWithChildren<{ tone?: Exclude<Tone, 'gray'> }>) {
  return (
    <View className={classNames('notice', tone !== 'accent' && tone)} {...accessible({ role: 'alert' })}>
      {children}
    </View>
  );
}
