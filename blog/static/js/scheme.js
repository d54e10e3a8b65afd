// Sets the saved colour scheme before the first paint; a module would come too late.
try {
  const saved = localStorage.getItem("scheme");
  if (saved === "light" || saved === "dark") document.documentElement.dataset.scheme = saved;
} catch {
  // Storage may be closed to us; the system's setting then decides.
}
