import { isH5 } from '@/shared/platform';

interface Accessible {
  role?: string;
  label?: string;
  checked?: boolean;
  disabled?: boolean;
  hidden?: boolean;
}

/** The names and roles a screen reader needs; WeChat and the browser spell the role differently. */
export function accessible({ role, label, checked, disabled, hidden }: Accessible): Record<string, string | boolean> {
  const attributes: Record<string, string | boolean> = {};
  if (role) attributes[isH5 ? 'role' : 'aria-role'] = role;
  if (label) attributes['aria-label'] = label;
  if (checked !== undefined) attributes['aria-checked'] = isH5 ? String(checked) : checked;
  if (disabled) attributes['aria-disabled'] = isH5 ? 'true' : true;
  if (hidden) attributes['aria-hidden'] = isH5 ? 'true' : true;
  return attributes;
}
