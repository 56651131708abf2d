import { StorageFullError } from '@/shared/storage';
import { ApiError, NetworkError, type NetworkFailure } from './errors';
import type { ErrorCode } from './schema';

/** Does not compile while a code of the API lacks its sentence. */
const ofProblem: Record<ErrorCode, string> = {
  validation_failed: '有内容填写不对，请检查后再试。',
  malformed_body: '提交的内容无法识别，请更新后再试。',
  payload_too_large: '一次提交的内容太多，请减少后再试。',
  unsupported_media_type: '不支持这种文件，请换一个。',
  unauthenticated: '请先登录。',
  session_expired: '登录已过期，请重新登录。没同步的记录都还在手机上。',
  consent_required: '请先阅读并同意隐私说明。',
  forbidden: '您的职务不能做这一步，需要时请联系综治办。',
  not_found: '没有找到，可能已被移走或不在您的管辖范围。',
  method_not_allowed: '当前版本不支持这一步，请更新后再试。',
  conflict: '别人刚刚改过这条记录，请刷新后再试。',
  too_many_requests: '操作太频繁，请稍等一分钟再试。',
  wechat_code_invalid: '微信登录凭证已失效，请再点一次登录。',
  wechat_unavailable: '微信服务暂时没有回应，请稍后再试。',
  wechat_risk_blocked: '微信提示该账号有风险，暂时不能登录。',
  wechat_page_unpublished: '小程序的这一页还没有发布，请等管理员发布新版本后再试。',
  phone_not_known: '这个手机号不在名册里，请联系村里或综治办登记。',
  sign_in_ticket_invalid: '登录等待太久，请重新登录。',
  wrong_credentials: '手机号或密码不对。',
  account_locked: '密码错误次数太多，账号已暂时锁定，请稍后再试。',
  demo_disabled: '这里不是演示环境。',
  photo_too_large: '照片太大，请重新拍一张。',
  photo_unreadable: '照片打不开，请重新拍一张。',
  plan_invalid: '方案内容有误，请检查后再试。',
  plan_overlap: '这个地区同一时间已有相同的方案。',
  region_closed: '这个地区已撤并，请选择现在的地区。',
  already_decided: '这一条已有人处理过了。',
  list_too_large: '文件太大，最多 20 MB。可以按村分开再导入。',
  import_under_way: '这个地区正在导入另一份，请等它做完，或先停掉它。',
  import_not_ready: '这份导入还不到这一步，请刷新后再试。',
  import_has_bad_rows: '还有没改好的行。请改好再导入，或选跳过它们。',
  sign_code_unknown: '这个码不是签名码，请对准工作人员出示的码再扫一次。',
  sign_code_expired: '这个签名码过期了，请工作人员出一个新的。',
  sign_code_revoked: '这个签名码已经作废，请工作人员出一个新的。',
  sign_code_of_other_household: '这是别人家的签名码，请扫您自己家的。',
  signature_ended: '这份签名已经撤回或换成新的了，请刷新后再看。',
  directive_reaches_nobody: '这样选没有一个群会收到，请重新选发送范围。',
  group_bound_elsewhere: '这个微信群已登记为别的群，请核对后再试。',
  card_of_other_person: '这个微信号是别人的，请用自己的微信打开登记卡。',
  internal: '服务器出了问题，我们会尽快修好，请稍后再试。',
};

const ofNetwork: Record<NetworkFailure, string> = {
  offline: '连不上网络。已保存的内容都在手机上，有网后会自动同步。',
  timeout: '网络太慢，没有等到回应，请稍后再试。',
  unreadable: '网络被拦住了，请检查是否需要先登录无线网络。',
  aborted: '已取消。',
};

/** What to tell the person. */
export function errorSentence(error: unknown): string {
  if (error instanceof ApiError) return ofProblem[error.problem.code] ?? ofProblem.internal;
  if (error instanceof NetworkError) return ofNetwork[error.failure];
  if (error instanceof StorageFullError) return '手机存储已满。请清理微信存储空间，再保存一次。';
  return '出了点问题，请再试一次。';
}
