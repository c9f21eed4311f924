import type { SampleAccount } from './sample-accounts.js';

/** Which interaction the page belongs to, and whom the web app suggested. */
export type SignInView = Readonly<{ uid: string; hint: string | undefined; accounts: readonly SampleAccount[]; retry: boolean }>;

/** Lists the sample people; one click signs in. No script, so that the content security policy needs no exception. */
export function signInPage({ uid, hint, accounts, retry }: SignInView): string {
  const suggestedFirst = accounts.toSorted((a, b) => Number(b.account === hint) - Number(a.account === hint));
  const buttons = suggestedFirst.map(({ account, name, title, unit }) => `
      <li><button name="account" value="${escaped(account)}"${account === hint ? ' class="hinted" autofocus' : ''}>
        <strong>${escaped(name)}</strong><span>${escaped(title.vi)}${unit === '' ? '' : ` · ${escaped(unit)}`}</span><small lang="en">${escaped(title.en)}</small>
      </button></li>`).join('');
  return page('Đăng nhập', `
    <p>Đây là bản dùng thử trên máy này. Chọn một tài khoản mẫu để đăng nhập. <span lang="en">This is a trial on this machine: pick a sample account to sign in.</span></p>
    ${retry ? '<p role="alert">Không có tài khoản mẫu này. Hãy chọn trong danh sách.</p>' : ''}
    <form method="post" action="/login/${escaped(uid)}"><ul>${buttons}</ul></form>`);
}

/** `form` is the provider's own, with its protection against forged sign-outs. */
export function farewellPage(form: string): string {
  return page('Đăng xuất', `
    <p>Bạn có muốn đăng xuất khỏi Liên Thông không? <span lang="en">Sign out of Liên Thông?</span></p>
    ${form}<p><button class="plain" type="submit" form="op.logoutForm" name="logout" value="yes"><strong>Đăng xuất</strong></button></p>`);
}

export function failurePage(error: string, because: string | undefined): string {
  return page('Không đăng nhập được', `
    <p>Yêu cầu đăng nhập không hợp lệ hoặc đã hết hạn. <a href="/">Về trang chính</a> rồi thử lại. <span lang="en">The sign-in request is not valid or has expired; go back and try again.</span></p>
    <p><small lang="en">${escaped(error)}${because === undefined ? '' : `: ${escaped(because)}`}</small></p>`);
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · Liên Thông</title><link rel="icon" href="/favicon.svg" type="image/svg+xml">
<style>
  body { margin: 0; background: #f5f2ea; color: #17252a; font: 16px/1.55 system-ui, 'Noto Sans', sans-serif; }
  main { max-width: 34rem; margin: 2rem auto; padding: 1.5rem; background: #fffdf8; border: 1px solid #dcd5c4; border-radius: 12px; }
  h1 { margin: 0 0 .5rem; font-size: 1.4rem; color: #123f3d; } ul { list-style: none; margin: 1rem 0 0; padding: 0; display: grid; gap: .5rem; }
  button { width: 100%; padding: .7rem 1rem; display: grid; text-align: left; font: inherit; color: inherit; background: #fff; border: 1px solid #dcd5c4; border-radius: 10px; cursor: pointer; }
  button:hover, button:focus-visible, .hinted { border-color: #123f3d; background: #f8f2e0; outline: 2px solid #123f3d; outline-offset: -1px; }
  small, [lang=en] { color: #4b595d; } p [lang=en] { display: block; font-size: .9rem; }
</style></head><body><main><h1>${title}</h1>${content}</main></body></html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
