import { Input, Picker, Text, Textarea, View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { isH5, useWide } from '@/shared/platform';
import { accessible } from './accessible';
import type { Choice } from './choices';
import { classNames } from './class-names';
import { withId } from './with-id';

interface FieldProps {
  id?: string;
  label: string;
  error?: string;
  first?: boolean;
}

function Field({ label, error, first, children }: PropsWithChildren<FieldProps>) {
  return (
    <View className={classNames('field', first && 'first')}>
      <View className="field-label">{label}</View>
      {children}
      {error && (
        <View className="field-error" {...accessible({ role: 'alert' })}>
          {error}
        </View>
      )}
    </View>
  );
}

interface TextFieldProps extends FieldProps {
  value: string;
  onChange(value: string): void;
  placeholder?: string;
  type?: 'text' | 'number' | 'phone' | 'password';
  maxLength?: number;
  onConfirm?(): void;
  /** The person came here to type. */
  focused?: boolean;
}

export function TextField({
  value,
  onChange,
  placeholder,
  type = 'text',
  maxLength = 60,
  onConfirm,
  focused = false,
  ...field
}: TextFieldProps) {
  return (
    <Field {...field}>
      <View className="field-box">
        <Input
          {...withId(field.id)}
          value={value}
          password={type === 'password'}
          type={type === 'number' || type === 'phone' ? 'number' : 'text'}
          maxlength={maxLength}
          placeholder={placeholder}
          onInput={(event) => onChange(event.detail.value)}
          onConfirm={onConfirm}
          // The two platforms spell it differently.
          {...(focused && (isH5 ? { autoFocus: true } : { focus: true }))}
          {...accessible({ label: field.label })}
        />
      </View>
    </Field>
  );
}

export function LongTextField({
  value,
  onChange,
  placeholder,
  maxLength = 500,
  ...field
}: Omit<TextFieldProps, 'type' | 'focused'>) {
  return (
    <Field {...field}>
      <Textarea
        {...withId(field.id)}
        className="field-area"
        value={value}
        maxlength={maxLength}
        placeholder={placeholder}
        onInput={(event) => onChange(event.detail.value)}
        {...accessible({ label: field.label })}
      />
    </Field>
  );
}

interface DateFieldProps extends FieldProps {
  value: string | null | undefined;
  onChange(value: string): void;
  start?: string;
  end?: string;
  precision?: 'day' | 'month';
  placeholder?: string;
}

export function DateField({
  value,
  onChange,
  start,
  end,
  precision = 'day',
  placeholder = '选择日期',
  ...field
}: DateFieldProps) {
  if (useWide()) {
    return (
      <Field {...field}>
        <input
          {...withId(field.id)}
          className="field-box native"
          type={precision === 'day' ? 'date' : 'month'}
          value={value ?? ''}
          min={start}
          max={end}
          onChange={(event) => onChange(event.target.value)}
          aria-label={field.label}
        />
      </Field>
    );
  }
  return (
    <Field {...field}>
      <Picker
        {...withId(field.id)}
        mode="date"
        fields={precision}
        value={value ?? ''}
        start={start}
        end={end}
        onChange={(event) => onChange(event.detail.value)}
        {...accessible({ label: field.label })}
      >
        <PickedValue text={value || placeholder} empty={!value} />
      </Picker>
    </Field>
  );
}

interface SelectFieldProps<Value extends string> extends FieldProps {
  choices: readonly Choice<Value>[];
  value: Value | null | undefined;
  onChange(value: Value): void;
  placeholder?: string;
}

export function SelectField<Value extends string>({
  choices,
  value,
  onChange,
  placeholder = '请选择',
  ...field
}: SelectFieldProps<Value>) {
  const index = choices.findIndex((choice) => choice.value === value);
  // The wheel of a phone is no help to a mouse: a PC has its own list.
  if (useWide()) {
    return (
      <Field {...field}>
        <select
          {...withId(field.id)}
          className="field-box native"
          value={index < 0 ? '' : (value ?? '')}
          onChange={(event) => onChange(event.target.value as Value)}
          aria-label={field.label}
        >
          {index < 0 && (
            <option value="" disabled>
              {placeholder}
            </option>
          )}
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.name}
            </option>
          ))}
        </select>
      </Field>
    );
  }
  return (
    <Field {...field}>
      <Picker
        {...withId(field.id)}
        mode="selector"
        range={choices.map((choice) => choice.name)}
        value={Math.max(index, 0)}
        onChange={(event) => {
          const chosen = choices[Number(event.detail.value)];
          if (chosen) onChange(chosen.value);
        }}
        {...accessible({ label: field.label })}
      >
        <PickedValue text={choices[index]?.name ?? placeholder} empty={index < 0} />
      </Picker>
    </Field>
  );
}

function PickedValue({ text, empty }: { text: string; empty: boolean }) {
  return (
    <View className="field-box">
      <Text className={classNames('field-value', empty && 'placeholder')}>{text}</Text>
      <View className="chevron" {...accessible({ hidden: true })} />
    </View>
  );
}
