// The copy of the page for use without a network, and the change to a new build. Law: nothing but a
// person's click loads the page anew, and only when the draft is on the disk and no dialog is open.
window.tigangKeep = function () {
  'use strict';
  var READY = '新版本已备好，存好草稿后点这里换上';
  var NOT_YET = '草稿还没有存好，没有换。存好后请再点一次';
  // How long the draft may take to be on the disk, and how often that is looked at, in milliseconds.
  var PATIENCE = 3000, PACE = 50;
  var workers = navigator.serviceWorker;
  var line = document.getElementById('update');
  if (!workers || !window.caches) return;
  // Whoever looks after the site can have a browser without the copy.
  if (/[?&]plain\b/.test(location.search)) { leave(); return; }
  workers.register('worker.js', { updateViaCache: 'none' }).then(watch, function () { return undefined; });

  function leave() {
    workers.getRegistration().then(function (registration) {
      if (!registration) return;
      var name = 'tigang ' + registration.scope + ' ';
      registration.unregister().then(function () { return caches.keys(); }).then(function (names) {
        names.forEach(function (one) { if (one.indexOf(name) === 0) caches['delete'](one); });
      });
    });
  }

  function watch(registration) {
    function look() {
      var coming = registration.installing;
      if (registration.waiting && workers.controller) offer(registration);
      else if (coming) coming.onstatechange = function () { if (coming.state === 'installed') look(); };
    }
    registration.onupdatefound = look;
    look();
  }

  function offer(registration) {
    line.textContent = READY;
    line.parentNode.hidden = false;
    line.disabled = false;
    line.onclick = function () {
      line.disabled = true;
      // As if the page were left: stores the draft, the caret, and what can be undone.
      window.dispatchEvent(new Event('pagehide'));
      setTimeout(function () { wait(registration, Date.now() + PATIENCE); }, 2 * PACE);
    };
  }

  function isSafe() {
    var state = document.querySelector('.save');
    return !document.querySelector('dialog[open]') && (!state || state.classList.contains('settled'));
  }

  function wait(registration, until) {
    if (isSafe()) { change(registration); return; }
    if (Date.now() < until) { setTimeout(function () { wait(registration, until); }, PACE); return; }
    line.textContent = NOT_YET;
    line.disabled = false;
  }

  function change(registration) {
    var coming = registration.waiting;
    // Another tab has made the change already.
    if (!coming) { location.reload(); return; }
    coming.onstatechange = function () {
      // Another one has come in its place: the person may ask for that.
      if (coming.state === 'redundant') line.disabled = false;
      if (coming.state !== 'activated') return;
      coming.onstatechange = null;
      // A key may have been pressed meanwhile.
      if (isSafe()) location.reload(); else wait(registration, Date.now() + PATIENCE);
    };
    coming.postMessage('take');
  }
};
