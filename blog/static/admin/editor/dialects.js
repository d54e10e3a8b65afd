// A document as Markdown and back, by the server, which knows the dialect.
const PATIENCE = 20000;

export async function turned(address, body) {
  const token = document.querySelector("[name=csrf_token]").value;
  try {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.ok || answer.status === 422) return await answer.json();
    if (answer.status === 401) return { problem: "You are signed out. Sign in in another tab, then try again." };
    if (answer.status === 413) return { problem: "This text is too long for that." };
    return { problem: "The site could not do that. What you wrote is still here." };
  } catch {
    return { problem: "The site does not answer. What you wrote is still here." };
  }
}
