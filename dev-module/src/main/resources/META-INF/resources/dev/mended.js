// A page that stands in for the application shows the application as soon as it answers again.
setInterval(async () => {
  try {
    const answer = await fetch("/-/carafe/state", { cache: "no-store" });
    if (answer.ok && (await answer.text()) === "fine") location.replace(location.href);
  } catch {
    // the server is being started
  }
}, 1000);
