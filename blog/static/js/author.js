// Whether somebody who writes here has signed in on this device. The cookie that says so is no key to anything: who
// follows a link to the admin without a session is asked to sign in.
export const isAuthor = () => document.cookie.split("; ").includes("quire_author=1");
