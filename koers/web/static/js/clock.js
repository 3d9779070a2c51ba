// The clock on the wall: counts down what is left of the time for one S. The server says how much that is,
// so a laptop whose own clock is off still shows the right time.
(() => {
  const ends = new WeakMap();
  const tick = () => {
    for (const clock of document.querySelectorAll("[data-clock-left]")) {
      if (!ends.has(clock)) ends.set(clock, performance.now() + 1000 * clock.dataset.clockLeft);
      const left = Math.max(0, Math.ceil((ends.get(clock) - performance.now()) / 1000));
      clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
      clock.classList.toggle("is-over", left === 0);
    }
  };
  tick();
  setInterval(tick, 500);
})();
