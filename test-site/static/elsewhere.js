// Tells the other tabs of this browser that the session is over; nothing of it stays.
localStorage.setItem("marlowe.signed-out", String(Date.now()));
localStorage.removeItem("marlowe.signed-out");
