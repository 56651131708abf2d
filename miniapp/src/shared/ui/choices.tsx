import { Text, View } from '@tarojs/components';
import { accessible } from './accessible';
import { classNames } from './class-names';
import { Tap } from './tap';
import { withId } from './with-id';

export interface Choice<Value extends string> {
  value: Value;
  name: string;
}

interface PicksProps<Value extends string> {
  choices: readonly Choice<Value>[];
  idOf?(value: string): string;
  oneColumn?: boolean;
}

interface SinglePickProps<Value extends string> extends PicksProps<Value> {
  picked: Value | null | undefined;
  onPick(value: Value): void;
}

interface ManyPicksProps<Value extends string> extends PicksProps<Value> {
  picked: readonly Value[];
  onChange(values: Value[]): void;
}

interface GridProps<Value extends string> extends PicksProps<Value> {
  role: 'radio' | 'checkbox';
  isOn(value: Value): boolean;
  onTap(value: Value): void;
}

function PickGrid<Value extends string>({ choices, idOf, oneColumn, role, isOn, onTap }: GridProps<Value>) {
  return (
    <View className={classNames('picks', oneColumn && 'one-column')}>
      {choices.map(({ value, name }) => {
        const on = isOn(value);
        return (
          <Tap
            key={value}
            id={idOf?.(value)}
            className={classNames('pick', on && 'on')}
            role={role}
            checked={on}
            label={name}
            onTap={() => onTap(value)}
          >
            {on && <Text className="pick-tick">✓</Text>}
            <Text>{name}</Text>
          </Tap>
        );
      })}
    </View>
  );
}

export function SinglePick<Value extends string>({ picked, onPick, ...rest }: SinglePickProps<Value>) {
  return <PickGrid {...rest} role="radio" isOn={(value) => value === picked} onTap={onPick} />;
}

export function ManyPicks<Value extends string>({ picked, onChange, ...rest }: ManyPicksProps<Value>) {
  const toggle = (value: Value) =>
    onChange(picked.includes(value) ? picked.filter((other) => other !== value) : [...picked, value]);
  return <PickGrid {...rest} role="checkbox" isOn={(value) => picked.includes(value)} onTap={toggle} />;
}

interface SwitchRowProps {
  id?: string;
  title: string;
  detail?: string;
  on: boolean;
  onChange(on: boolean): void;
}

export function SwitchRow({ id, title, detail, on, onChange }: SwitchRowProps) {
  return (
    <Tap {...withId(id)} className="switch-row" role="switch" checked={on} label={title} onTap={() => onChange(!on)}>
      <View className="grow">
        <View className="strong">{title}</View>
        {detail && <View className="sub">{detail}</View>}
      </View>
      <Text className="sub">{on ? '开' : '关'}</Text>
      <View className={classNames('switch', on && 'on')} {...accessible({ hidden: true })}>
        <View className="switch-knob" />
      </View>
    </Tap>
  );
}

interface StepperProps {
  id: string;
  title: string;
  value: number;
  most: number;
  onChange(value: number): void;
}

export function Stepper({ id, title, value, most, onChange }: StepperProps) {
  return (
    <View className="switch-row">
      <View className="grow">{title}</View>
      <View className="stepper">
        <Tap
          id={`${id}-less`}
          className="stepper-button"
          label={`${title}减一`}
          disabled={value === 0}
          onTap={() => onChange(value - 1)}
        >
          −
        </Tap>
        <Text {...withId(id)} className="stepper-value number">
          {value}
        </Text>
        <Tap
          id={`${id}-more`}
          className="stepper-button"
          label={`${title}加一`}
          disabled={value >= most}
          onTap={() => onChange(value + 1)}
        >
          ＋
        </Tap>
      </View>
    </View>
  );
}

/** How far a wizard has come; `current` counts from 0. */
export function Steps({ names, current }: { names: readonly string[]; current: number }) {
  const label = `第 ${current + 1} 步，共 ${names.length} 步：${names[current]}`;
  return (
    <View className="steps" {...accessible({ role: 'img', label })}>
      {names.map((name, index) => (
        <View key={name} className={classNames('step', index <= current && 'done')} />
      ))}
    </View>
  );
}
