// Sets the saved colour scheme before the first paint; a module would come too late.
try {
  const root = document.documentElement;
  const saved = localStorage.getItem("scheme");
  if (saved === "light" || saved === "dark") root.dataset.scheme = saved;
  // The reader's own device counts for more than what the owner prefers.
  else if (saved === "auto") delete root.dataset.scheme;
} catch {
  // Storage may be closed to us; the system's setting then decides.
}
