import type { Relation } from '../plans/index.js';

/** How lists and certificates call the members of a household; the import of a household book reads each of them back. */
export const relationWords: Record<Relation, string> = {
  head: '户主',
  spouse: '配偶',
  child: '子女',
  parent: '父母',
  grandparent: '祖父母',
  grandchild: '孙子女',
  sibling: '兄弟姐妹',
  in_law: '姻亲',
  tenant: '租户',
  staff: '员工',
  owner: '经营者',
  other: '其他',
};
