import { type DirectiveContent, DirectiveKind } from '../src/modules/cascade/index.js';
import { FraudType, Severity } from '../src/modules/plans/index.js';

/** How diligently a directive is carried on: shares of the groups, and whether one of the second village is stuck until today. */
export interface Diligence {
  late: number;
  unproved: number;
  never: number;
  isStuck: boolean;
}

export interface DemoText {
  kind: DirectiveKind;
  severity: Severity;
  content: DirectiveContent;
  deepestLevel: number;
  daysAgo: number;
  minuteOfDay: number;
}

export interface DemoDirective extends DemoText {
  diligence: Diligence;
}

export const circular: DemoDirective = {
  kind: DirectiveKind.Circular,
  severity: Severity.Normal,
  content: {
    title: '上月电信网络诈骗警情通报',
    body: [
      '上月全镇接报电信网络诈骗警情3起，损失4.6万元，比前一个月少2起。',
      '一、刷单返利1起，受害人是返乡青年，垫付1.8万元后被拉黑。二、冒充客服1起，受害人按对方说的共享屏幕，卡里2.3万元被转走。三、虚假贷款1起，先交“解冻费”0.5万元。',
      '请各村、各单位在群里讲清这三种手法，重点提醒返乡人员和财务人员。',
    ].join('\n'),
  },
  deepestLevel: 2,
  daysAgo: 10,
  minuteOfDay: 9 * 60 + 20,
  diligence: { late: 0.08, unproved: 0.04, never: 0, isStuck: false },
};

export const tip: DemoDirective = {
  kind: DirectiveKind.Tip,
  severity: Severity.Urgent,
  content: {
    title: '先垫钱的“兼职”都是诈骗',
    body: [
      '近来有人在群里发“在家点赞、刷单，一天赚三百”的消息。前几单真的返钱，等你垫得多了就不让提现。',
      '记住三条：一、凡是要先垫钱的兼职，都是诈骗。二、不要加陌生人给的APP和群。三、已经转了钱，马上打110或96110。',
    ].join('\n'),
    fraudType: FraudType.FakeRebate,
  },
  deepestLevel: 3,
  daysAgo: 5,
  minuteOfDay: 10 * 60,
  diligence: { late: 0.1, unproved: 0.06, never: 0.02, isStuck: false },
};

export const alert: DemoDirective = {
  kind: DirectiveKind.Alert,
  severity: Severity.Critical,
  content: {
    title: '冒充社保局催缴费的短信，链接别点',
    body: [
      '今天起有人冒充社保局发短信，说“养老保险今晚停保”，让人点链接填银行卡号和验证码。邻县已有两人被骗。',
      '社保局不会发这样的链接。收到了不要点、不要填，把短信给网格员或民警看。点过的，马上打银行客服挂失，再打110。',
    ].join('\n'),
    fraudType: FraudType.Other,
  },
  deepestLevel: 3,
  daysAgo: 1,
  minuteOfDay: 15 * 60,
  diligence: { late: 0.09, unproved: 0.05, never: 0.03, isStuck: true },
};

/** Stopped on its way: it was not true. */
export const recalled: DemoDirective = {
  kind: DirectiveKind.Tip,
  severity: Severity.Normal,
  content: {
    title: '农机补贴申领网站是假的',
    body: '有群众反映收到“农机购置补贴网上申领”的链接，怀疑是诈骗网站，请提醒村民不要填写身份证号和银行卡号。',
    fraudType: FraudType.Other,
  },
  deepestLevel: 3,
  daysAgo: 3,
  minuteOfDay: 16 * 60,
  diligence: { late: 0, unproved: 0, never: 0, isStuck: false },
};
export const recallReason = '经县农业农村局核实，该网站是真的，本条撤回，请在群里说明。';

/** Written last night; it waits for the 镇分管领导. */
export const pending: DemoText = {
  kind: DirectiveKind.Alert,
  severity: Severity.Urgent,
  content: {
    title: '冒充快递理赔，要共享屏幕的都是骗子',
    body: '有人自称快递公司，说包裹丢了要“双倍理赔”，让人下载会议软件、打开屏幕共享。屏幕一共享，密码和验证码对方都看得见。接到这样的电话请直接挂断，要问包裹就打快递公司的公开电话。',
    fraudType: FraudType.FakeCustomerService,
  },
  deepestLevel: 3,
  daysAgo: 1,
  minuteOfDay: 20 * 60 + 30,
};
