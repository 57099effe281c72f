// Nothing that the portal kept in this browser outlives the session.
localStorage.clear();
sessionStorage.clear();
