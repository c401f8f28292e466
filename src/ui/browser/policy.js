// Newer browsers tell running WebAssembly from running text as a script, so the page's policy can forbid
// the second. Policies only add up: the one in the page holds from the start, this one is stricter still.
// findLast came with that right to Chrome 97; in Firefox and Safari both of these came after it.
(function () {
  'use strict';
  var policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]');
  if (!policy || !Array.prototype.findLast || !window.DecompressionStream) return;
  var strict = document.createElement('meta');
  strict.httpEquiv = policy.httpEquiv;
  strict.content = policy.content.replace(" 'unsafe-eval'", '');
  document.head.appendChild(strict);
})();
