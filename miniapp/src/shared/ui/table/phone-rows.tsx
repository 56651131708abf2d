import { View } from '@tarojs/components';
import { ListItem } from '../content';
import { classNames } from '../class-names';
import { Tap } from '../tap';
import { TEST_IDS } from '../test-ids';
import { Checkbox } from './checkbox';
import type { DataTableProps } from './table-props';
import { withKeys } from './table.rules';

/** What can be ticked is ticked by a tap anywhere on it: a thumb is not a mouse. */
export function PhoneRows<Row>({ rows, keyOf, phone, selection, onOpen }: DataTableProps<Row>) {
  return (
    <View>
      {rows.map((row, index) => {
        const key = keyOf(row);
        if (!selection) {
          return (
            <ListItem
              key={key}
              id={TEST_IDS.row(key)}
              first={index === 0}
              {...phone(row)}
              onTap={onOpen && (() => onOpen(row))}
            />
          );
        }
        const selected = selection.keys.has(key);
        const { title, detail, trailing } = phone(row);
        return (
          <Tap
            key={key}
            id={TEST_IDS.selectRow(key)}
            className={classNames('list-item', index === 0 && 'first')}
            role="checkbox"
            checked={selected}
            onTap={() => selection.onChange(withKeys(selection.keys, [key], !selected))}
          >
            <Checkbox on={selected} />
            <View className="grow">
              <View className="strong">{title}</View>
              {detail && <View className="sub">{detail}</View>}
            </View>
            {trailing}
          </Tap>
        );
      })}
    </View>
  );
}
