// Frames of this site's charts and tables are as high as what they show, on any page that has this script once:
// <script src="https://…/embed.js" async></script>. In the frame it tells its height, on the page it listens.
(() => {
  const TYPE = 'inspections-frame-height';
  if (window.parent !== window && document.querySelector('body.embed')) {
    const tell = () => window.parent.postMessage({type: TYPE, height: document.documentElement.scrollHeight}, '*');
    new ResizeObserver(tell).observe(document.body);
    window.addEventListener('load', tell);
    return;
  }
  const site = new URL(document.currentScript.src).origin;
  window.addEventListener('message', (event) => {
    if (event.origin !== site || !event.data || event.data.type !== TYPE) return;
    const height = Math.min(Math.max(Number(event.data.height) || 0, 100), 5000);
    for (const frame of document.getElementsByTagName('iframe')) {
      if (frame.contentWindow === event.source) frame.style.height = `${height}px`;
    }
  });
})();
