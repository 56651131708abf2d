import { ApiError, NetworkError } from '@/shared/api';

const SCENE = /^[A-Za-z0-9_-]{16,32}$/;

/** What a code carries, as the page was opened with it; undefined when it cannot be one of ours. */
export function readScene(scene: string | undefined): string | undefined {
  const text = scene?.trim();
  return text !== undefined && SCENE.test(text) ? text : undefined;
}

export interface Refusal {
  title: string;
  advice: string;
  /** Another try may end otherwise. */
  again: boolean;
}

const UNKNOWN: Refusal = {
  title: '这个码不是签名码',
  advice: '请对准工作人员出示的签名码，再扫一次。',
  again: false,
};

const REFUSALS: Record<string, Refusal> = {
  not_found: UNKNOWN,
  validation_failed: UNKNOWN,
  sign_code_unknown: UNKNOWN,
  sign_code_expired: {
    title: '这个码过期了',
    advice: '请工作人员出一个新的签名码，再扫一次。',
    again: false,
  },
  sign_code_revoked: {
    title: '这个码已经作废',
    advice: '请工作人员出一个新的签名码，再扫一次。',
    again: false,
  },
  sign_code_of_other_household: {
    title: '这是别人家的码',
    advice: '一户一码。请扫您自己家的签名码，或请工作人员帮您看看。',
    again: false,
  },
  forbidden: {
    title: '这个码您不能用',
    advice: '请扫您自己家的签名码，或请工作人员帮您看看。',
    again: false,
  },
};

const NO_CODE: Refusal = {
  title: '还没扫到签名码',
  advice: '请打开微信“扫一扫”，对准工作人员出示的签名码。',
  again: false,
};

/** Why a code leads nowhere, and what to do; undefined for what is no fault of the code. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof NetworkError) {
    return {
      title: '没有网络，打不开',
      advice: '连上网再试。急着签，可以在工作人员的手机上签。',
      again: true,
    };
  }
  return error instanceof ApiError ? REFUSALS[error.problem.code] : undefined;
}

/** The page was opened without a code, or with something that is none. */
export function refusalOfScene(scene: string | undefined): Refusal {
  return scene ? UNKNOWN : NO_CODE;
}
