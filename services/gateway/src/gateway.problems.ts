import { defineProblems } from '@lienthong/service-host';

export const gatewayProblems = defineProblems<'UNKNOWN_ACCOUNT' | 'SIGN_IN_EXPIRED'>({
  UNKNOWN_ACCOUNT: {
    status: 422,
    vi: { title: 'Không có tài khoản mẫu này', whatToDo: 'Xem danh sách tại /sample-accounts.' },
    en: { title: 'There is no such sample account', whatToDo: 'See the list at /sample-accounts.' },
  },
  SIGN_IN_EXPIRED: {
    status: 400,
    vi: { title: 'Phiên đăng nhập đã hết hạn', whatToDo: 'Về trang chính và đăng nhập lại.' },
    en: { title: 'The sign-in has expired', whatToDo: 'Go back to the first page and sign in again.' },
  },
});
