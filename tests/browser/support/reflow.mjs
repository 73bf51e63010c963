/** What sticks out of a page to the side. Runs in the browser. */
export function sticksOut() {
  document.querySelectorAll('details').forEach((fold) => (fold.open = true));
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const wide = [...document.body.querySelectorAll('*')].filter(
    (one) => one.getBoundingClientRect().right > root.clientWidth + 1,
  );
  const innermost = wide.filter((one) => !wide.some((other) => other !== one && one.contains(other)));
  return [
    `is ${root.scrollWidth} px wide in ${root.clientWidth}`,
    ...innermost.slice(0, 3).map((one) => `  ${one.outerHTML.slice(0, 120)}`),
  ];
}
